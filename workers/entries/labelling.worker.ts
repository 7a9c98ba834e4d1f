import { expose } from 'comlink';
import { createLabellingService } from '../video/labelling-service.ts';

expose(createLabellingService());
