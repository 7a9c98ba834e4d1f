import type { Size } from '../../../src/core/geometry/fit.ts';
import { createBuffers } from '../../gpu/buffers.ts';
import { pixelsOf } from '../../gpu/grid-shape.ts';
import { createKernel } from '../../gpu/kernel.ts';
import behindCode from './behind.wgsl?raw';
import { createBoxes } from './boxes-kernel.ts';
import discsCode from './discs.wgsl?raw';
import { DISCS, discOf, FAR_REACH, FAR_SHARE, reachOf } from './method.ts';

export interface Blurring {
  /** As a share of the frame's height. */
  readonly radius: number;
  /** Lights become discs. */
  readonly discs: boolean;
}

/** What is behind, without the foreground's colours, blurred: twin of `Matte.backdrop`, which knows no discs. */
export interface BackdropKernel {
  /** Four floats a cell: colours, 0 to 255, times a weight, and the weight. */
  readonly colours: GPUBuffer;
  run(pass: GPUComputePassEncoder, blurring: Blurring): void;
  destroy(): void;
}

export interface BackdropSources {
  readonly colours: GPUBuffer;
  readonly weighed: GPUBuffer;
  /** Discs will be wanted. */
  readonly discs: boolean;
}

export async function createBackdropKernel(
  device: GPUDevice,
  grid: Size,
  { colours, weighed, discs }: BackdropSources,
): Promise<BackdropKernel> {
  const count = pixelsOf(grid);
  const buffers = createBuffers(device);
  const first = buffers.storage('Backdrop.behind', 4 * count);
  const second = buffers.storage('Backdrop.blurred', 4 * count);
  const [behind, near, far, again, lens] = await Promise.all([
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
    discs
      ? createKernel(device, {
          label: 'Backdrop.discs',
          code: discsCode,
          bindings: ['uniform', 'read', 'write'],
          constants: { width: grid.width, height: grid.height, ...DISCS },
        })
      : null,
  ]);
  const size = buffers.uniform('Backdrop.disc', 4);
  const lensGroup = lens?.group(size.buffer, first, second);
  const group = behind.group(colours, weighed, first);
  return {
    colours: first,
    run(pass, blurring) {
      const reach = reachOf(blurring.radius, grid);
      behind.dispatch(pass, group, count);
      if (blurring.discs && lens && lensGroup) {
        size.u[0] = discOf(reach);
        size.flush();
        lens.dispatch(pass, lensGroup, grid.width, grid.height);
      } else near.run(pass, reach);
      far.run(pass, FAR_REACH * reach);
      // a disc has a rim: its cells alone are softened
      again.run(pass, blurring.discs ? 1 : reach);
    },
    destroy() {
      for (const each of [buffers, near, far, again]) each.destroy();
    },
  };
}
