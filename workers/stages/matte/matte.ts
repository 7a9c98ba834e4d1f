import { bilinearGrid, runsOf, type BilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import { isSameSize, type Placement, type Size } from '../../../src/core/geometry/fit.ts';
import { createArena } from '../../simd/arena.ts';
import { AXES, axesBytes, writeAxes } from '../../simd/axes.ts';
import { cellBounds, FAR_REACH, FAR_SHARE, matteGrid, METHOD, reachOf, UNIT, WINDOWS } from './method.ts';
import { spillOf } from './spill.ts';

/** A labelled frame, of which the matte is made. */
export interface MatteInput {
  /** How probably each pixel of the scores is in front, 0 to 1; what is below or no number counts as 0, what is above as 1. */
  readonly probability: Float32Array;
  /** Size of the scores. */
  readonly scores: Size;
  /** Where the frame lies in the scores. */
  readonly placement: Placement;
  /** The frame: RGBA words, opaque, row-major. */
  readonly pixels: Size & { readonly words: Uint32Array };
}

/**
 * Who is in front, with soft edges at the frame's own resolution, and in which colour.
 *
 * A network's grid is coarser than hair. Of each of its cells the mean colour of what is surely in front (F) and surely behind
 * (B) around it is known; where both differ, the colour I of a pixel tells how much of it is in front: with d = F − B,
 *
 *     opacity = prior + k · (I − B − prior · d),   k = d / (|d|² + noise + scatter / trust)
 *
 * the estimate of least variance, given the model's probability as prior and how much the colours F and B scatter. k and the
 * rest are enlarged bilinearly, as a fast guided filter's coefficients are (He, Sun 2015). I is smoothed over time where the picture
 * stands still. The foreground's own colour is F, corrected by what F and B leave unexplained (Forte 2021).
 */
export interface Matte {
  /** Takes a frame in; what the others give is of this one. */
  take(input: MatteInput): void;
  /**
   * The foreground alone, RGBA, not premultiplied, at the frame's size; valid until the next call of anything here.
   * @param mirrored as in a mirror
   */
  sheet(mirrored: boolean): Uint8ClampedArray<ArrayBuffer>;
  /**
   * The foreground over what is behind, blurred, enlarged to the frame's size: RGBA, opaque; valid until the next call of anything here.
   * @param radius of the blur, as a share of the frame's height
   * @param mirrored as in a mirror
   */
  blurred(radius: number, mirrored: boolean): Uint8ClampedArray<ArrayBuffer>;
  /**
   * What is behind, without the foreground's colours, blurred: RGBA, opaque, `grid` height × width.
   * @param radius of the blur, as a share of the frame's height
   */
  backdrop(radius: number): Uint8ClampedArray<ArrayBuffer>;
  /** How much of what surrounds each cell of `grid` is behind, 0 to 1; valid until the next call of anything here. */
  spill(): Float32Array;
  readonly grid: Size;
}

/** The kernels' order of work, field by field, as `assembly/matte-order.ts` declares it. */
const ORDER = [
  ...(['width', 'height', 'left', 'right', 'top', 'bottom', 'p', 'most', 'least', 'colours', 'moved'] as const),
  ...(['states', 'weighed', 'sums', 'cells', 'words', 'frameWidth', 'frameHeight'] as const),
  ...(['lowX', 'highX', 'weightX', 'lowY', 'highY', 'weightY', 'runs', 'runCount', 'spans'] as const),
  ...(['past', 'mirrored', 'behind', 'lines', 'out'] as const),
];
const CONSTANTS = [
  'sure',
  'doubt',
  'noise',
  'trust',
  'soft',
  'low',
  'high',
  'still',
  'moving',
  'strength',
  'blur',
] as const;
type Order = Record<(typeof ORDER)[number], number>;

/** Of the running sums of a cell: bytes. */
const CELL = 48;

/** Words that a kernel writes beyond the last row. */
const BEYOND = 3;

/** Sums over windows on the grid: addresses, cells, and 1 for yes. */
interface Sum {
  readonly source: number;
  readonly whole: number;
  readonly radius: number;
  readonly share: number;
  readonly adds: number;
  readonly out: number;
}

/** Radius and share of each, the near one first. */
type Windows = [number, number, number, number, number, number];

/** Cells of the rows that the windows' sums need: each is wider than the grid by its window, and one. */
function columnsOf(width: number): number {
  return WINDOWS.reduce((cells, { radius }) => cells + width + 2 * radius + 1, 0);
}

export function createMatte(arena = createArena()): Matte {
  const cells = arena.room('p', 'most', 'least', 'moved', 'row', 'states', 'luma');
  const colours = arena.room('colours', 'weighed', 'sums', 'cells', 'columns');
  const tables = arena.room('columns', 'rows', ...AXES, 'runs', 'spans');
  const frames = arena.room('past', 'out', 'order', 'lines');
  const words = arena.guest();
  const probabilities = arena.guest();
  const samples = arena.room(...AXES);
  let sampled: { readonly scores: Size; readonly placement: Placement } | null = null;
  let spilt = new Float32Array(0);
  let enlarged: BilinearGrid | null = null;
  let runs: Int32Array = new Int32Array(0);
  let frame: Size = { width: 0, height: 0 };
  let grid: Size = { width: 1, height: 1 };

  return {
    get grid() {
      return grid;
    },
    take(input) {
      const { scores, pixels } = input;
      const fresh = fit(input);
      words.load();
      probabilities.load();
      const count = grid.width * grid.height;
      const { kernels, buffer } = arena;
      const { at } = cells;
      const { width, height } = grid;
      const { lowX, highX, weightX, lowY, highY, weightY } = samples.at;
      kernels.sampleProbability(
        ...([probabilities.at, scores.width, lowX, highX, weightX, lowY, highY, weightY, width, height, at.p] as const),
      );
      kernels.cellColours(words.at, pixels.width, tables.at.columns, tables.at.rows, width, height, colours.at.colours);
      // `least` is room until it is written
      kernels.lumaChange(colours.at.colours, count, at.luma, at.least);
      kernels.around(at.least, width, height, 1, at.row, at.moved);
      if (fresh) new Uint8Array(buffer, at.states, count).fill(0);
      kernels.around(at.p, width, height, 1, at.row, at.most);
      kernels.around(at.p, width, height, 0, at.row, at.least);
      work();
    },
    sheet(mirrored) {
      write({ mirrored });
      arena.kernels.matteSheet(frames.at.order);
      return drawn();
    },
    blurred(radius, mirrored) {
      blurBackdrop(radius);
      write({ mirrored, behind: colours.at.sums });
      arena.kernels.matteSheet(frames.at.order);
      return drawn();
    },
    backdrop(radius) {
      blurBackdrop(radius);
      return new Uint8ClampedArray(arena.buffer, colours.at.sums, 4 * grid.width * grid.height);
    },
    spill() {
      const count = grid.width * grid.height;
      if (spilt.length !== count) spilt = new Float32Array(count);
      spillOf(new Float32Array(arena.buffer, cells.at.p, count), grid, spilt);
      return spilt;
    },
  };

  function drawn(): Uint8ClampedArray<ArrayBuffer> {
    return new Uint8ClampedArray(arena.buffer, frames.at.out, 4 * frame.width * frame.height);
  }

  /** Leaves words of the grid in `sums`. */
  function blurBackdrop(radius: number): void {
    write({});
    const { kernels } = arena;
    const { weighed, sums } = colours.at;
    const reach = reachOf(radius, grid);
    kernels.weighBackdrop(frames.at.order);
    sum({ whole: 1, source: weighed, radius: reach, share: 1, adds: 0, out: sums });
    // where a person is wider than the blur
    sum({ whole: 1, source: weighed, radius: FAR_REACH * reach, share: FAR_SHARE, adds: 1, out: sums });
    sum({ whole: 0, source: sums, radius: reach, share: 1, adds: 0, out: weighed });
    kernels.backdropWords(weighed, grid.width * grid.height, sums);
  }

  /** What depends on colours alone. */
  function work(): void {
    const { order } = frames.at;
    write({});
    const { kernels } = arena;
    const [near, middle, far] = WINDOWS;
    if (kernels.weighCells(order, far.radius) === 0) return;
    kernels.sumWindows(
      order,
      ...([near, middle, far].flatMap(({ radius, share }) => [radius, share * UNIT]) as Windows),
      colours.at.columns,
    );
    kernels.matteCells(order);
  }

  function sum({ source, whole, radius, share, adds, out }: Sum): void {
    const { width, height } = grid;
    arena.kernels.boxes(source, whole, width, height, radius, share, adds, colours.at.columns, out);
  }

  /** @returns whether nothing is known of a frame before */
  function fit({ pixels, probability, scores, placement }: MatteInput): boolean {
    const other = !isSameSize(frame, pixels);
    if (other) {
      frame = { width: pixels.width, height: pixels.height };
      grid = matteGrid(frame);
      enlarged = bilinearGrid(grid, { x: 0, y: 0, ...grid }, frame);
      runs = runsOf(enlarged.x);
    }
    const { width, height } = grid;
    const count = width * height;
    let fresh = other;
    arena.settle(() => {
      const plane = { p: 4 * count, most: 4 * count, least: 4 * count, moved: 4 * count };
      if (cells.fit({ ...plane, luma: 4 * count, row: 4 * (width + 2), states: count })) fresh = true;
      const sums = { weighed: CELL * count, sums: CELL * count, cells: CELL * count, columns: CELL * columnsOf(width) };
      colours.fit({ ...sums, colours: 16 * count });
      const bounds = { columns: 4 * (width + 1), rows: 4 * (height + 1) };
      if (tables.fit({ ...axesBytes(frame), ...bounds, runs: 4 * runs.length, spans: 12 * runs.length }) || other)
        writeTables();
      const pixelCount = frame.width * frame.height;
      const order = 4 * (ORDER.length + CONSTANTS.length);
      const lines = 24 * frame.width + 96;
      if (frames.fit({ past: 4 * pixelCount, out: 4 * (pixelCount + BEYOND), order, lines })) fresh = true;
      if (samples.fit(axesBytes(grid)) || other || !isSampled(scores, placement)) writeSamples(scores, placement);
      words.take(pixels.words);
      probabilities.take(probability);
    });
    return fresh;
  }

  function isSampled(scores: Size, { x, y, width, height }: Placement): boolean {
    if (!sampled || !isSameSize(sampled.scores, scores)) return false;
    const { placement } = sampled;
    return placement.x === x && placement.y === y && placement.width === width && placement.height === height;
  }

  /** Where the grid's cells lie in the scores. */
  function writeSamples(scores: Size, placement: Placement): void {
    const source = { width: scores.width, height: scores.height };
    const { x, y } = bilinearGrid(source, placement, grid);
    const { at } = samples;
    writeAxes(arena, at, x, y);
    sampled = { scores: source, placement: { ...placement } };
  }

  function writeTables(): void {
    if (!enlarged) return;
    const { at } = tables;
    const { x, y } = enlarged;
    arena.write(at.columns, cellBounds(frame.width, grid.width));
    arena.write(at.rows, cellBounds(frame.height, grid.height));
    writeAxes(arena, at, x, y);
    arena.write(at.runs, runs);
  }

  function write({ mirrored = false, behind = 0 }: { readonly mirrored?: boolean; readonly behind?: number }): void {
    const { order: at } = frames.at;
    const before = new Int32Array(arena.buffer, at, ORDER.length);
    const order: Order = {
      ...cells.at,
      ...tables.at,
      ...colours.at,
      ...grid,
      left: before[2]!,
      right: before[3]!,
      top: before[4]!,
      bottom: before[5]!,
      words: words.at,
      frameWidth: frame.width,
      frameHeight: frame.height,
      runCount: runs.length - 1,
      past: frames.at.past,
      mirrored: Number(mirrored),
      behind,
      lines: frames.at.lines,
      out: frames.at.out,
    };
    ORDER.forEach((field, index) => (before[index] = order[field]));
    const constants = new Float32Array(arena.buffer, at + 4 * ORDER.length, CONSTANTS.length);
    CONSTANTS.forEach((name, index) => (constants[index] = METHOD[name]));
  }
}
