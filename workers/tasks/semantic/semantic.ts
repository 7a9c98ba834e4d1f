import type { Task } from '../task.ts';
import { checkPorts } from './model-ports.ts';
import { toScores } from './tensors.ts';

/** A class for every pixel. */
export const semantic: Task = { checkPorts, decode: toScores };
