import { createBuffers } from '../../gpu/buffers.ts';
import { pixelsOf, type GridShape } from '../../gpu/grid-shape.ts';
import { createKernel } from '../../gpu/kernel.ts';
import code from './argmax.wgsl?raw';

export interface ArgmaxKernel {
  /** A class id in each word, height × width. */
  readonly ids: GPUBuffer;
  run(pass: GPUComputePassEncoder): void;
  destroy(): void;
}

/** @param probabilities classes × height × width */
export async function createArgmaxKernel(
  device: GPUDevice,
  shape: GridShape,
  probabilities: GPUBuffer,
): Promise<ArgmaxKernel> {
  const pixels = pixelsOf(shape);
  const kernel = await createKernel(device, {
    label: 'Argmax.ids',
    code,
    bindings: ['read', 'write'],
    constants: { pixels, classes: shape.classes },
  });
  const buffers = createBuffers(device);
  const ids = buffers.storage('Argmax.ids', pixels);
  const group = kernel.group(probabilities, ids);
  return { ids, run: (pass) => kernel.dispatch(pass, group, pixels), destroy: () => buffers.destroy() };
}
