import { expose } from 'comlink';
import { createFinishingService } from '../video/finishing-service.ts';

expose(createFinishingService());
