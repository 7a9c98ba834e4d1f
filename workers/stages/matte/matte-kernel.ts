import { bilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import type { Placement, Size } from '../../../src/core/geometry/fit.ts';
import { axisTable } from '../../gpu/axis-table.ts';
import { createBuffers } from '../../gpu/buffers.ts';
import { pixelsOf } from '../../gpu/grid-shape.ts';
import { createKernel } from '../../gpu/kernel.ts';
import type { BoundPicture, PictureKind } from '../../gpu/picture/picture.ts';
import { createBackdropKernel, type Blurring } from './backdrop-kernel.ts';
import { createBoxes } from './boxes-kernel.ts';
import cellsCode from './cells.wgsl?raw';
import linesCode from './lines.wgsl?raw';
import { matteGrid, METHOD, UNIT, WINDOWS } from './method.ts';
import sheetCode from './sheet.wgsl?raw';
import { SPILL_REACH } from './spill.ts';
import weighCode from './weigh.wgsl?raw';

/** What is drawn of a matte; the buffers belong to its kernel. */
export interface MatteLayers {
  readonly frame: Size;
  readonly grid: Size;
  /** The foreground alone, in its own colours with its opacity: RGBA words of the frame, not premultiplied. */
  readonly front: GPUBuffer;
  /** Four floats a cell of the grid: blurred colours of what is behind times a weight, and the weight. */
  readonly backdrop: GPUBuffer;
  /** Four floats a cell: over a window the sum of its probabilities of being in front, two that mean nothing, and their number. */
  readonly spill: GPUBuffer | null;
}

/** `Matte` on the GPU. */
export interface MatteKernel {
  readonly layers: MatteLayers;
  /** @param backdrop how it is blurred; null: none is wanted. Nor is `spill` made where it is not */
  run(pass: GPUComputePassEncoder, picture: BoundPicture, backdrop: Blurring | null, spill?: boolean): void;
  /** Forgets the frame before. */
  reset(): void;
  destroy(): void;
}

export interface MatteSources {
  /** How probably each pixel of the scores is in front. */
  readonly foreground: GPUBuffer;
  /** Of the scores. */
  readonly scores: Size;
  /** Where the frame lies in the scores. */
  readonly placement: Placement;
  readonly frame: Size;
  /** The background will be wanted with discs of light; default false. */
  readonly discs?: boolean;
  /** How much surrounds each cell will be wanted; default false. */
  readonly spills?: boolean;
}

export async function createMatteKernel(
  device: GPUDevice,
  { foreground, scores, placement, frame, discs = false, spills = false }: MatteSources,
  kind: PictureKind,
): Promise<MatteKernel> {
  const grid = matteGrid(frame);
  const { width, height } = grid;
  const count = pixelsOf(grid);
  const { sure, doubt, still, moving, strength, noise, trust, blur, soft, low, high } = METHOD;
  const [cellsKernel, weigh, lineKernel, sheetKernel] = await Promise.all([
    createKernel(device, {
      label: `Matte.cells.${kind.name}`,
      code: kind.code + cellsCode,
      bindings: ['uniform', 'read', 'read', 'write', 'write'],
      picture: kind.layout,
      constants: { width, height, frame_width: frame.width, frame_height: frame.height, scores_width: scores.width },
    }),
    createKernel(device, {
      label: 'Matte.weigh',
      code: weighCode,
      bindings: ['uniform', 'read', 'read', 'write'],
      constants: { width, height, sure, doubt, unit: UNIT, still, moving, strength },
    }),
    createKernel(device, {
      label: 'Matte.lines',
      code: linesCode,
      bindings: ['read', 'read', 'read', 'read', 'write'],
      constants: { width, height, noise, trust, blur, soft, low, high },
    }),
    createKernel(device, {
      label: `Matte.sheet.${kind.name}`,
      code: kind.code + sheetCode,
      bindings: ['uniform', 'read', 'read', 'write', 'write'],
      picture: kind.layout,
      constants: { width, frame_width: frame.width, pixels: pixelsOf(frame) },
    }),
  ]);
  const buffers = createBuffers(device);
  const picked = buffers.uniform('Matte.picture', 4);
  const first = buffers.uniform('Matte.fresh', 4);
  const colours = buffers.storage('Matte.colours', 4 * count);
  const cells = buffers.storage('Matte.cells', 4 * count);
  const weighed = buffers.storage('Matte.weighed', 12 * count);
  const sums = buffers.storage('Matte.sums', 12 * count);
  const lines = buffers.storage('Matte.lines', 12 * count);
  const past = buffers.storage('Matte.past', pixelsOf(frame));
  const front = buffers.storage('Matte.front', pixelsOf(frame));
  const boxes = await Promise.all(
    WINDOWS.map(({ share: scale }, index) =>
      createBoxes(device, grid, { vectors: 3, source: weighed, out: sums, scale, adds: index > 0 }),
    ),
  );
  const backdrop = await createBackdropKernel(device, grid, { colours, weighed, discs });
  const spill = spills ? buffers.storage('Matte.spill', 4 * count) : null;
  const spilling = spill && (await createBoxes(device, grid, { vectors: 1, source: cells, out: spill }));
  const probabilities = bilinearGrid(scores, placement, grid);
  const enlarged = bilinearGrid(grid, { x: 0, y: 0, width, height }, frame);
  const cellsGroup = cellsKernel.group(
    picked.buffer,
    buffers.filled('Matte.taps', tableOf(probabilities)),
    foreground,
    colours,
    cells,
  );
  const weighGroup = weigh.group(first.buffer, colours, cells, weighed);
  const lineGroup = lineKernel.group(colours, cells, weighed, sums, lines);
  const enlargement = buffers.filled('Matte.enlargement', tableOf(enlarged));
  const sheetGroup = sheetKernel.group(picked.buffer, enlargement, lines, past, front);
  let fresh = true;

  return {
    layers: { frame, grid, front, backdrop: backdrop.colours, spill },
    run(pass, picture, blurring, wanted = false) {
      picked.u.set([picture.size.width, picture.size.height]);
      picked.flush();
      first.u[0] = fresh ? 1 : 0;
      first.flush();
      fresh = false;
      pass.setBindGroup(1, picture.group());
      cellsKernel.dispatch(pass, cellsGroup, width, height);
      weigh.dispatch(pass, weighGroup, width, height);
      WINDOWS.forEach(({ radius }, index) => boxes[index]?.run(pass, radius));
      lineKernel.dispatch(pass, lineGroup, width, height);
      pass.setBindGroup(1, picture.group());
      sheetKernel.dispatch(pass, sheetGroup, pixelsOf(frame));
      if (blurring) backdrop.run(pass, blurring);
      if (wanted) spilling?.run(pass, SPILL_REACH);
    },
    reset() {
      fresh = true;
    },
    destroy() {
      for (const each of [buffers, ...boxes, backdrop, spilling]) each?.destroy();
    },
  };
}

/** The columns, then the rows. */
function tableOf({ x, y }: ReturnType<typeof bilinearGrid>): Uint32Array<ArrayBuffer> {
  return Uint32Array.from([...axisTable(x), ...axisTable(y)]);
}
