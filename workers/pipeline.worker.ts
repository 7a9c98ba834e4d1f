import { expose } from 'comlink';
import { createPipelineService } from './pipeline-service.ts';

expose(createPipelineService());
