/** What is loaded where frames stay on the GPU. */
export { createGpuPath } from './gpu-path.ts';
export { createGpuSingle } from './gpu-single.ts';
export { createHandingPath } from './handing-path.ts';
export { taskKernelOf } from '../../tasks/task-kernels.ts';
