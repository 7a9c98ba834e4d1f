import type { Size } from '../../../src/core/geometry/fit.ts';
import { createBuffers } from '../../gpu/buffers.ts';
import { pixelsOf, planesOf, type GridShape } from '../../gpu/grid-shape.ts';
import { createKernel } from '../../gpu/kernel.ts';
import shrinkCode from '../../gpu/block-mean.wgsl?raw';
import { MATCHING } from './motion-field.ts';
import motionCode from './motion-field.wgsl?raw';
import { SHRINK } from './thumbnail.ts';
import { UNCOVERED } from './warp.ts';
import code from './warp.wgsl?raw';

/** Moves the last scores along with the picture, in place of running the model again: twin of `warp.ts`. */
export interface WarpKernel {
  /** Keeps a frame's picture. Its scores stay where they are until the last `follow`. */
  hold(pass: GPUComputePassEncoder): void;
  /** @param tensor the held frame's scores. @returns them where their content is now, laid out alike; good until the next call */
  follow(pass: GPUComputePassEncoder, tensor: GPUBuffer): GPUBuffer;
  destroy(): void;
}

export interface WarpOptions {
  readonly shape: GridShape;
  /** Of the luma. */
  readonly input: Size;
  /** 0 to 255, of the model's input. */
  readonly luma: GPUBuffer;
}

/** @throws Error where a shader does not compile */
export async function createWarpKernel(device: GPUDevice, { shape, input, luma }: WarpOptions): Promise<WarpKernel> {
  const [columns, rows] = [Math.floor(input.width / SHRINK), Math.floor(input.height / SHRINK)];
  // a picture narrower than a square says nothing about motion
  if (columns === 0 || rows === 0)
    return { hold: () => undefined, follow: (_pass, tensor) => tensor, destroy: () => undefined };
  const { width, height, classStride, pixelStride } = shape;
  const cells = { columns: Math.ceil(columns / MATCHING.cell), rows: Math.ceil(rows / MATCHING.cell) };
  const motion = {
    code: motionCode,
    constants: { width: columns, height: rows, ...cells, ...MATCHING },
  };
  const [shrink, match, settle, warp] = await Promise.all([
    createKernel(device, {
      label: 'Warp.shrink',
      code: shrinkCode,
      bindings: ['read', 'write'],
      constants: { width: input.width, height: input.height, columns, rows },
    }),
    createKernel(device, { label: 'Warp.match', entry: 'match_cells', bindings: ['read', 'read', 'write'], ...motion }),
    createKernel(device, {
      label: 'Warp.settle',
      entry: 'settle',
      bindings: ['read', 'read', 'write', 'write'],
      ...motion,
    }),
    createKernel(device, {
      label: 'Warp.move',
      code,
      bindings: ['read', 'read', 'read', 'write'],
      constants: {
        width,
        height,
        planes: planesOf(shape),
        plane_stride: classStride,
        pixel_stride: pixelStride,
        columns,
        rows,
        step_x: (SHRINK * width) / input.width,
        step_y: (SHRINK * height) / input.height,
        uncovered: UNCOVERED,
      },
    }),
  ]);
  const buffers = createBuffers(device);
  const pair = (label: string, words: number): [GPUBuffer, GPUBuffer] => [
    buffers.storage(label, words),
    buffers.storage(label, words),
  ];
  const [held, now] = pair('Warp.thumbnail', columns * rows);
  const fields = pair('Warp.field', 2 * columns * rows);
  const found = buffers.storage('Warp.cells', 2 * cells.columns * cells.rows);
  const moved = buffers.storage('Warp.scores', wordsOf(shape));
  const shrunk = { held: shrink.group(luma, held), now: shrink.group(luma, now) };
  /** From what was held to now, and back. */
  const ways = (
    [
      [held, now, fields[0]],
      [now, held, fields[1]],
    ] as const
  ).map(([before, after, field]) => ({
    match: match.group(before, after, found),
    settle: settle.group(before, after, found, field),
  }));
  const moves = new WeakMap<GPUBuffer, GPUBindGroup>();

  return {
    hold: (pass) => shrink.dispatch(pass, shrunk.held, columns, rows),
    follow(pass, tensor) {
      shrink.dispatch(pass, shrunk.now, columns, rows);
      for (const way of ways) {
        match.dispatch(pass, way.match, cells.columns, cells.rows);
        settle.dispatch(pass, way.settle, columns, rows);
      }
      let group = moves.get(tensor);
      if (!group) moves.set(tensor, (group = warp.group(fields[0], fields[1], tensor, moved)));
      warp.dispatch(pass, group, width, height);
      return moved;
    },
    destroy: () => buffers.destroy(),
  };
}

/** Up to the last score, in the model's own layout. */
function wordsOf(shape: GridShape): number {
  return (planesOf(shape) - 1) * shape.classStride + (pixelsOf(shape) - 1) * shape.pixelStride + 1;
}
