import type { BaseSpec } from '../../src/core/manifest/base.ts';
import type { TaskName } from '../../src/core/manifest/tasks.ts';
import { features } from './features/features.ts';
import { instances } from './instances/instances.ts';
import { people } from './people/people.ts';
import { semantic } from './semantic/semantic.ts';
import type { Task } from './task.ts';

/** A line a task. What they declare of themselves is in src/core/manifest/tasks.ts, their twins on the GPU in task-kernels.ts. */
export const TASKS: Readonly<Record<TaskName, Task>> = {
  semantic,
  instances,
  people,
  features,
};

export function taskOf({ task }: BaseSpec): Task {
  return TASKS[task as TaskName];
}
