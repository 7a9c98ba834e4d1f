import type { BilinearGrid } from '../../../src/shared/bilinear.ts';
import type { Size } from '../../../src/shared/fit.ts';
import type { GuidedOptions } from '../../../src/shared/refine.ts';
import type { Scores } from '../../../src/shared/scores.ts';
import { classSets, ownClass, unite, type Bounds, type ClassSets } from './candidates.ts';
import { createCoefficients } from './coefficients.ts';
import { createEnlargement } from './enlarge.ts';
import { gridLuma } from './guide.ts';
import { createPlanes } from './planes.ts';

/** The picture that guides. */
export interface GuidedInput {
  /** Luma of the model's input, 0 to 255, `input` height × width. */
  readonly luma: Float32Array;
  readonly input: Size;
  /** The frame itself: RGBA words, row-major. */
  readonly pixels: Size & { readonly words: Uint32Array };
}

export interface GuidedFilter {
  /**
   * The label map at the target's size, its edges moved onto those of the picture. With the guide I (luma of the frame, 0
   * to 1), G the same on the scores' grid, up(·) the bilinear enlargement and p_c the probability of class c,
   *
   *     q_c(x) = up(p_c)(x) + up(a_c)(x) · (I(x) − up(G)(x)),   a_c = cov(G, p_c) / (var(G) + epsilon)
   *
   * over a square window of the grid, and the label is the class with the largest q; a binary model's is 1 where
   * q_1 > 1/2. That is the fast guided filter (He, Sun 2015), except that b_c = p_c − a_c G is taken at each pixel and not
   * averaged over the window: what is thinner than the window stays, and only the detail that the grid lost is added.
   *
   * In a cell of the grid those classes compete that are on top somewhere within `radius` pixels of its four corners, the
   * lower id winning a tie; where that is one class alone, it is the label. Where the frame reaches beyond the grid
   * (`cover`), a_c counts as 0.
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
}

/** What a size of grid needs; kept while it stays. */
interface Memory {
  readonly guide: Float32Array;
  readonly own: ClassSets;
  /** Of each cell, at its upper left corner: who competes in it. */
  readonly cells: ClassSets;
  /** Of each grid pixel: the classes of the contested cells that it is a corner of. */
  readonly wanted: ClassSets;
  readonly between: Uint32Array;
  /** Classes (binary: 1) × height × width. */
  readonly a: Float32Array;
}

export function createGuidedFilter(): GuidedFilter {
  const coefficients = createCoefficients();
  const planes = createPlanes();
  const enlargement = createEnlargement();
  let memory: Memory | null = null;
  let key = '';
  return {
    run(scores, ids, { luma, input, pixels }, grid, { radius, epsilon }, out, counts) {
      const { width, height, classes, kind } = scores;
      const room = roomFor(scores);
      const { guide, own, cells, wanted, between, a } = room;
      const bounds = boundsOf(grid);
      gridLuma(luma, input, scores, guide);
      ownClass(ids, own);
      unite(own, scores, bounds, radius, radius + 1, between, cells);
      const present = corners(cells, scores, bounds, wanted);
      const p = planes.of(scores, wanted, bounds, radius, between);
      const options = { size: scores, bounds, radius, epsilon };
      const pixelCount = width * height;
      for (let id = 0; id < classes; id += 1) {
        if ((present[id >> 5]! & (1 << (id & 31))) === 0) continue;
        if (kind !== 'binary') {
          const into = a.subarray(id * pixelCount, (id + 1) * pixelCount);
          coefficients.run(guide, p.data, id * p.classStride, p.pixelStride, wanted, id, options, into);
        } else if (id === 1) coefficients.run(guide, p.data, 0, p.pixelStride, wanted, 1, options, a);
      }
      enlargement.run({ p, a, guide, cells, binary: kind === 'binary' }, grid, pixels, out, counts);
    },
  };

  function roomFor({ width, height, classes, kind }: Scores): Memory {
    const wantedKey = `${width} ${height} ${classes} ${kind}`;
    if (memory && key === wantedKey) return memory;
    key = wantedKey;
    const pixels = width * height;
    const sets = (): ClassSets => classSets({ width, height }, classes);
    return (memory = {
      guide: new Float32Array(pixels),
      own: sets(),
      cells: sets(),
      wanted: sets(),
      between: new Uint32Array(pixels),
      a: new Float32Array(pixels * (kind === 'binary' ? 1 : classes)),
    });
  }
}

/** Which pixels of the grid the enlargement looks at. */
export function boundsOf({ x, y }: BilinearGrid): Bounds {
  return { left: x.low[0]!, right: x.high.at(-1)!, top: y.low[0]!, bottom: y.high.at(-1)! };
}

/** Hands the sets of contested cells to their corners; returns the union of all. */
function corners(
  cells: ClassSets,
  { width, height }: Size,
  { left, right, top, bottom }: Bounds,
  out: ClassSets,
): Uint32Array {
  const { words, ranks } = cells;
  const pixels = width * height;
  const present = new Uint32Array(ranks);
  out.words.fill(0);
  for (let y = top; y <= bottom; y += 1) {
    const below = y < bottom ? width : 0;
    for (let x = left, at = y * width + left; x <= right; x += 1, at += 1) {
      if (!contested(words, ranks, pixels, at)) continue;
      const beside = x < right ? 1 : 0;
      for (let rank = 0, i = at; rank < ranks; rank += 1, i += pixels) {
        const set = words[i]!;
        present[rank]! |= set;
        out.words[i]! |= set;
        out.words[i + beside]! |= set;
        out.words[i + below]! |= set;
        out.words[i + below + beside]! |= set;
      }
    }
  }
  return present;
}

/** True where a set holds more than one class. */
function contested(words: Uint32Array, ranks: number, pixels: number, at: number): boolean {
  let several = 0;
  let found = 0;
  for (let rank = 0, i = at; rank < ranks; rank += 1, i += pixels) {
    const set = words[i]!;
    several |= set & (set - 1);
    if (set !== 0) found += 1;
  }
  return several !== 0 || found > 1;
}
