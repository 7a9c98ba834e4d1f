import { createBuffers } from '../../gpu/buffers.ts';
import { pixelsOf, type GridShape } from '../../gpu/grid-shape.ts';
import { createKernel } from '../../gpu/kernel.ts';
import code from './foreground.wgsl?raw';

export interface ForegroundKernel {
  /** 0 to 1, height × width. */
  readonly probability: GPUBuffer;
  run(pass: GPUComputePassEncoder): void;
  destroy(): void;
}

/**
 * @param probabilities classes × height × width
 * @param kept the classes that stay in front
 */
export async function createForegroundKernel(
  device: GPUDevice,
  shape: GridShape,
  probabilities: GPUBuffer,
  kept: readonly number[],
): Promise<ForegroundKernel> {
  const pixels = pixelsOf(shape);
  const kernel = await createKernel(device, {
    label: 'Foreground.probability',
    code,
    bindings: ['read', 'read', 'write'],
    constants: { pixels, classes: shape.classes },
  });
  const buffers = createBuffers(device);
  const probability = buffers.storage('Foreground.probability', pixels);
  const flags = Uint32Array.from({ length: shape.classes }, (_, id) => (kept.includes(id) ? 1 : 0));
  const group = kernel.group(probabilities, buffers.filled('Foreground.kept', flags), probability);
  return { probability, run: (pass) => kernel.dispatch(pass, group, pixels), destroy: () => buffers.destroy() };
}
