import { expose } from 'comlink';
import { createAnalysisService } from '../video/analysis-service.ts';

expose(createAnalysisService());
