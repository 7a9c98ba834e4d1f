import type { Size } from '../../../src/core/geometry/fit.ts';
import { createBuffers } from '../../gpu/buffers.ts';
import { createKernel } from '../../gpu/kernel.ts';
import code from './shares.wgsl?raw';

export interface SharesKernel {
  /** Pixels of each class, 256 words, and the sums that `centresOf` takes, 256 more; clear it before `run`. */
  readonly counts: GPUBuffer;
  run(pass: GPUComputePassEncoder): void;
  destroy(): void;
}

/**
 * @param labels four to a word, row-major
 * @param size of the label map
 */
export async function createSharesKernel(
  device: GPUDevice,
  labels: GPUBuffer,
  { width, height }: Size,
): Promise<SharesKernel> {
  const pixels = width * height;
  const kernel = await createKernel(device, {
    label: 'Shares.counts',
    code,
    bindings: ['read', 'write'],
    constants: { width, pixels },
  });
  const buffers = createBuffers(device);
  const counts = buffers.storage('Shares.counts', 512);
  const group = kernel.group(labels, counts);
  return {
    counts,
    run: (pass) => kernel.dispatch(pass, group, Math.ceil(pixels / 4)),
    destroy: () => buffers.destroy(),
  };
}
