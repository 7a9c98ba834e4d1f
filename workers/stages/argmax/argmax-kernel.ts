import { pixelsOf, type GridShape } from '../../gpu/grid-shape.ts';
import { createKernel } from '../../gpu/kernel.ts';
import code from './argmax.wgsl?raw';

export interface ArgmaxKernel {
  run(pass: GPUComputePassEncoder): void;
  destroy(): void;
}

export interface ArgmaxBuffers {
  /** classes × height × width. */
  readonly probabilities: GPUBuffer;
  /** Takes a class id in each word, height × width. */
  readonly ids: GPUBuffer;
}

export async function createArgmaxKernel(
  device: GPUDevice,
  shape: GridShape,
  { probabilities, ids }: ArgmaxBuffers,
): Promise<ArgmaxKernel> {
  const pixels = pixelsOf(shape);
  const kernel = await createKernel(device, {
    label: 'Argmax.ids',
    code,
    bindings: ['read', 'write'],
    constants: { pixels, classes: shape.classes },
  });
  const group = kernel.group(probabilities, ids);
  return { run: (pass) => kernel.dispatch(pass, group, pixels), destroy: () => undefined };
}
