import type { BilinearGrid } from '../../../src/shared/bilinear.ts';
import type { Size } from '../../../src/shared/fit.ts';
import type { GuidedOptions } from '../../../src/shared/refine.ts';
import type { Scores } from '../../../src/shared/scores.ts';
import { createCoefficients } from './coefficients.ts';
import { createContestFinder, type Bounds, type ContestFinder } from './contest.ts';
import { createEnlargement, enlarge, forget, type Enlargement } from './enlarge.ts';
import { gridLuma } from './guide.ts';
import { createPlanes } from './planes.ts';

/** The picture that guides. */
export interface GuidedInput {
  /** Luma of the model's input, 0 to 255, `input` height × width. */
  readonly luma: Float32Array;
  readonly input: Size;
  /** The frame itself: RGBA words, row-major. */
  readonly pixels: Size & { readonly words: Uint32Array };
  /**
   * Streams: the share of the frame before that is kept at each pixel of the grid, 0 to 0.95. The guide is smoothed with it
   * as the scores are; an edge that stands still would flicker with the sensor's noise otherwise. null: there is no past.
   */
  readonly keep?: Float32Array | null;
}

export interface GuidedFilter {
  /**
   * The label map at the target's size, its edges moved onto those of the picture. With the guide I (luma of the frame, 0
   * to 1), G the same on the scores' grid, up(·) the bilinear enlargement and p_c the probability of class c,
   *
   *     q_c(x) = up(p_c)(x) + up(a_c)(x) · (I(x) − up(G)(x)),   a_c = gain · cov(G, p_c) / (var(G) + epsilon)
   *
   * over a square window of the grid, and the label is the class with the largest q; a binary model's is 1 where
   * q_1 > 1/2. That is the fast guided filter (He, Sun 2015), except that b_c = p_c − a_c G is taken at each pixel and not
   * averaged over the window: what is thinner than the window stays, and only the detail that the grid lost is added.
   *
   * In a cell of the grid those classes compete that are on top somewhere within `radius` pixels of its four corners, the
   * lower id winning a tie; where that is one class alone, it is the label. Where the frame reaches beyond the grid
   * (`cover`), a_c counts as 0. In a stream I and G are smoothed over time, I in the cells that were contested a frame ago.
   * @param ids the argmax at the scores' own size
   * @param out target height × width class ids
   * @param counts 256 counters, to which each pixel's class is added
   */
  run(
    scores: Scores,
    ids: Uint8Array,
    input: GuidedInput,
    grid: BilinearGrid,
    options: GuidedOptions,
    out: Uint8Array,
    counts: Uint32Array,
  ): void;
  /** Forgets the frames before. */
  reset(): void;
}

/** What a size of grid needs; kept while it stays. */
interface Memory {
  readonly key: string;
  readonly guide: Float32Array;
  /** The guide of the frame before. */
  readonly past: Float32Array;
  readonly contests: ContestFinder;
  /** Classes (binary: 1) × height × width. */
  readonly a: Float32Array;
}

export function createGuidedFilter(): GuidedFilter {
  const coefficients = createCoefficients();
  const planes = createPlanes();
  let memory: Memory | null = null;
  let enlargement: Enlargement | null = null;
  return {
    run(scores, ids, { luma, input, pixels, keep = null }, grid, { radius, epsilon, gain = 1 }, out, counts) {
      const { width, height, classes } = scores;
      const binary = scores.kind === 'binary';
      if (memory?.key !== keyOf(scores)) memory = roomFor(scores);
      if (enlargement?.grid !== grid || !isSize(enlargement.frame, pixels)) {
        enlargement = createEnlargement(grid, pixels);
      }
      const { guide, past, contests, a } = memory;
      const bounds = boundsOf(grid);
      gridLuma(luma, input, scores, guide);
      if (keep) smooth(guide, past, keep);
      past.set(guide);
      const contest = contests.run(ids, bounds, radius);
      const p = planes.of(scores, contest, bounds, radius);
      const options = { size: scores, bounds, radius, epsilon, gain };
      for (let id = binary ? 1 : 0; id < classes; id += 1) {
        if ((contest.present[id >> 5]! & (1 << (id & 31))) === 0) continue;
        const plane = binary ? 0 : id;
        const into = a.subarray(plane * width * height, (plane + 1) * width * height);
        coefficients.run(guide, p.data, plane * p.classStride, p.pixelStride, contest, id, options, into);
      }
      enlarge(enlargement, { ids, p, a, guide, contest, binary, keep }, pixels, out, counts);
    },
    reset() {
      if (enlargement) forget(enlargement);
    },
  };
}

function smooth(guide: Float32Array, past: Float32Array, keep: Float32Array): void {
  for (let i = 0; i < guide.length; i += 1) guide[i]! += keep[i]! * (past[i]! - guide[i]!);
}

function keyOf({ width, height, classes, kind }: Scores): string {
  return `${width} ${height} ${classes} ${kind}`;
}

function roomFor(scores: Scores): Memory {
  const { width, height, classes, kind } = scores;
  return {
    key: keyOf(scores),
    guide: new Float32Array(width * height),
    past: new Float32Array(width * height),
    contests: createContestFinder({ width, height }, classes),
    a: new Float32Array(width * height * (kind === 'binary' ? 1 : classes)),
  };
}

function isSize(a: Size, b: Size): boolean {
  return a.width === b.width && a.height === b.height;
}

/** Which pixels of the grid the enlargement looks at. */
export function boundsOf({ x, y }: BilinearGrid): Bounds {
  return { left: x.low[0]!, right: x.high.at(-1)!, top: y.low[0]!, bottom: y.high.at(-1)! };
}
