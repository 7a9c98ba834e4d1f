import type { BaseSpec } from '../../src/core/manifest/base.ts';
import type { TaskName } from '../../src/core/manifest/tasks.ts';
import { semanticKernel } from './semantic/semantic-kernel.ts';
import { semantic } from './semantic/semantic.ts';
import type { TaskKernel } from './task-kernel.ts';
import type { Task } from './task.ts';

interface TaskTwins {
  readonly cpu: Task;
  /** A clause after “since” where it has no twin on the GPU: its frames are prepared and drawn on the CPU. */
  readonly gpu: TaskKernel | string;
}

/** A line a task. What they declare of themselves is in src/core/manifest/tasks.ts. */
export const TASKS: Readonly<Record<TaskName, TaskTwins>> = {
  semantic: { cpu: semantic, gpu: semanticKernel },
};

export function taskOf({ task }: BaseSpec): Task {
  return TASKS[task as TaskName].cpu;
}

/** @returns why there is none, a clause after “since” */
export function taskKernelOf(spec: BaseSpec): TaskKernel | string {
  const { gpu } = TASKS[spec.task as TaskName];
  return typeof gpu === 'string' ? gpu : (gpu.obstacle(spec) ?? gpu);
}
