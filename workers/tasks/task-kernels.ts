import type { BaseSpec } from '../../src/core/manifest/base.ts';
import type { TaskName } from '../../src/core/manifest/tasks.ts';
import { featuresKernel } from './features/features-kernel.ts';
import { instancesKernel } from './instances/instances-kernel.ts';
import { semanticKernel } from './semantic/semantic-kernel.ts';
import type { TaskKernel } from './task-kernel.ts';

/**
 * The tasks' twins on the GPU. A clause after “since” where there is none: frames are prepared and drawn on the CPU.
 * Apart from the tasks: shaders are loaded where there is a GPU.
 */
const TASK_KERNELS: Readonly<Record<TaskName, TaskKernel | string>> = {
  semantic: semanticKernel,
  instances: instancesKernel,
  people: 'people are looked at one after the other',
  features: featuresKernel,
};

/** @returns why there is none, a clause after “since” */
export function taskKernelOf(spec: BaseSpec): TaskKernel | string {
  const kernel = TASK_KERNELS[spec.task as TaskName];
  return typeof kernel === 'string' ? kernel : (kernel.obstacle(spec) ?? kernel);
}
