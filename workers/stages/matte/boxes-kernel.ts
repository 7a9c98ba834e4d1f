import type { Size } from '../../../src/core/geometry/fit.ts';
import { createBuffers } from '../../gpu/buffers.ts';
import { pixelsOf } from '../../gpu/grid-shape.ts';
import { createKernel } from '../../gpu/kernel.ts';
import code from './boxes.wgsl?raw';

export interface BoxesOptions {
  /** Four floats each, of a cell. */
  readonly vectors: number;
  readonly source: GPUBuffer;
  readonly out: GPUBuffer;
  /** Of what is written; default 1. */
  readonly scale?: number;
  /** To what is there; default: in its place. */
  readonly adds?: boolean;
}

/** Sums over a square window around each cell, held inside the grid. */
export interface Boxes {
  /** @param radius cells */
  run(pass: GPUComputePassEncoder, radius: number): void;
  destroy(): void;
}

export async function createBoxes(
  device: GPUDevice,
  grid: Size,
  { vectors, source, out, scale = 1, adds = false }: BoxesOptions,
): Promise<Boxes> {
  const { width, height } = grid;
  const axis = (across: boolean): ReturnType<typeof createKernel> =>
    createKernel(device, {
      label: `Matte.boxes${across ? 'Across' : 'Down'}`,
      code,
      bindings: ['uniform', 'read', 'write'],
      constants: {
        width,
        height,
        vectors,
        across: Number(across),
        scale: across ? 1 : scale,
        adds: Number(!across && adds),
      },
    });
  const [across, down] = await Promise.all([axis(true), axis(false)]);
  const buffers = createBuffers(device);
  const between = buffers.storage('Matte.between', 4 * vectors * pixelsOf(grid));
  const params = buffers.uniform('Matte.radius', 4);
  const acrossGroup = across.group(params.buffer, source, between);
  const downGroup = down.group(params.buffer, between, out);
  return {
    run(pass, radius) {
      params.u[0] = radius;
      params.flush();
      across.dispatch(pass, acrossGroup, width, height, vectors);
      down.dispatch(pass, downGroup, width, height, vectors);
    },
    destroy: () => buffers.destroy(),
  };
}
