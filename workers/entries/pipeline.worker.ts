import { expose } from 'comlink';
import { createPipelineService } from '../live/pipeline-service.ts';

expose(createPipelineService());
