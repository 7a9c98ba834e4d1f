import { createBuffers } from '../../gpu/buffers.ts';
import { createKernel } from '../../gpu/kernel.ts';
import code from './shares.wgsl?raw';

export interface SharesKernel {
  /** Pixels of each class, 256 words; clear it before `run`. */
  readonly counts: GPUBuffer;
  run(pass: GPUComputePassEncoder): void;
  destroy(): void;
}

/**
 * @param labels four to a word, row-major
 * @param pixels how many of them
 */
export async function createSharesKernel(device: GPUDevice, labels: GPUBuffer, pixels: number): Promise<SharesKernel> {
  const kernel = await createKernel(device, {
    label: 'Shares.counts',
    code,
    bindings: ['read', 'write'],
    constants: { pixels },
  });
  const buffers = createBuffers(device);
  const counts = buffers.storage('Shares.counts', 256);
  const group = kernel.group(labels, counts);
  return {
    counts,
    run: (pass) => kernel.dispatch(pass, group, Math.ceil(pixels / 4)),
    destroy: () => buffers.destroy(),
  };
}
