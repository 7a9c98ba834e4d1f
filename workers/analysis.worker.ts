import { expose } from 'comlink';
import { createAnalysisService } from './analysis/analysis-service.ts';

expose(createAnalysisService());
