import { expose } from 'comlink';
import { createFinishingService } from './analysis/finishing-service.ts';

expose(createFinishingService());
