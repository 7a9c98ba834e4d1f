import { expose } from 'comlink';
import { createLabellingService } from './analysis/labelling-service.ts';

expose(createLabellingService());
