import type { CreateStage } from '../stage.ts';
import { argmax } from './argmax.ts';

export const createArgmaxStage: CreateStage = () => ({ run: ({ scores, ids }) => argmax(scores, ids) });
