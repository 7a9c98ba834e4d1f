import type { Size } from '../../../src/core/geometry/fit.ts';
import { createBuffers } from '../../gpu/buffers.ts';
import { pixelsOf } from '../../gpu/grid-shape.ts';
import { createKernel } from '../../gpu/kernel.ts';
import behindCode from './behind.wgsl?raw';
import { createBoxes } from './boxes-kernel.ts';
import { FAR_REACH, FAR_SHARE, reachOf } from './method.ts';

/** What is behind, without the foreground's colours, blurred: twin of `Matte.backdrop`. */
export interface BackdropKernel {
  /** Four floats a cell: colours, 0 to 255, times a weight, and the weight. */
  readonly colours: GPUBuffer;
  /** @param radius of the blur, as a share of the frame's height */
  run(pass: GPUComputePassEncoder, radius: number): void;
  destroy(): void;
}

export interface BackdropSources {
  readonly colours: GPUBuffer;
  readonly weighed: GPUBuffer;
}

export async function createBackdropKernel(
  device: GPUDevice,
  grid: Size,
  { colours, weighed }: BackdropSources,
): Promise<BackdropKernel> {
  const count = pixelsOf(grid);
  const buffers = createBuffers(device);
  const first = buffers.storage('Backdrop.behind', 4 * count);
  const second = buffers.storage('Backdrop.blurred', 4 * count);
  const [behind, near, far, again] = await Promise.all([
    createKernel(device, {
      label: 'Backdrop.behind',
      code: behindCode,
      bindings: ['read', 'read', 'write'],
      constants: { count },
    }),
    createBoxes(device, grid, { vectors: 1, source: first, out: second }),
    // where a person is wider than the blur
    createBoxes(device, grid, { vectors: 1, source: first, out: second, scale: FAR_SHARE, adds: true }),
    createBoxes(device, grid, { vectors: 1, source: second, out: first }),
  ]);
  const group = behind.group(colours, weighed, first);
  return {
    colours: first,
    run(pass, radius) {
      const reach = reachOf(radius, grid);
      behind.dispatch(pass, group, count);
      near.run(pass, reach);
      far.run(pass, FAR_REACH * reach);
      again.run(pass, reach);
    },
    destroy() {
      for (const each of [buffers, near, far, again]) each.destroy();
    },
  };
}
