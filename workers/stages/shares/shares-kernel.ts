import type { Size } from '../../../src/core/geometry/fit.ts';
import { countersOf, isWide } from '../../../src/core/labels/label-map.ts';
import { createBuffers } from '../../gpu/buffers.ts';
import { createKernel } from '../../gpu/kernel.ts';
import { labelWords } from '../../gpu/label-words.ts';
import code from './shares.wgsl?raw';
import wideCode from './shares-wide.wgsl?raw';

export interface SharesKernel {
  /** Pixels of each class that a label map may hold, then the sums that `centresOf` takes; clear it before `run`. */
  readonly counts: GPUBuffer;
  run(pass: GPUComputePassEncoder): void;
  destroy(): void;
}

/**
 * @param labels packed, row-major
 * @param size of the label map
 * @param classes of the model
 */
export async function createSharesKernel(
  device: GPUDevice,
  labels: GPUBuffer,
  { width, height }: Size,
  classes: number,
): Promise<SharesKernel> {
  const pixels = width * height;
  const kernel = await createKernel(device, {
    label: 'Shares.counts',
    code: isWide(classes) ? wideCode : code,
    bindings: ['read', 'write'],
    constants: { width, pixels, ...(isWide(classes) ? { classes } : {}) },
  });
  const buffers = createBuffers(device);
  const counts = buffers.storage('Shares.counts', 2 * countersOf(classes));
  const group = kernel.group(labels, counts);
  return {
    counts,
    run: (pass) => kernel.dispatch(pass, group, labelWords(classes, pixels)),
    destroy: () => buffers.destroy(),
  };
}
