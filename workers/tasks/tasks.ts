import type { TaskName } from '../../src/core/manifest/tasks.ts';
import { semantic } from './semantic/semantic.ts';
import type { Task } from './task.ts';

/** A line a task. */
export const TASKS: Readonly<Record<TaskName, Task>> = { semantic };
