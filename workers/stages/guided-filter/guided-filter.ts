import type { BilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import { isSameSize, type Size } from '../../../src/core/geometry/fit.ts';
import type { GuidedOptions } from './options.ts';
import type { LabelMap } from '../../../src/core/labels/label-map.ts';
import type { Scores } from '../../../src/core/labels/scores.ts';
import { createArena } from '../../simd/arena.ts';
import { boundsOf } from './bounds.ts';
import { createContestFinder } from './contest.ts';
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
   * @param counts of each id that a label map may hold, to which each pixel's class is added
   */
  run(
    scores: Scores,
    ids: LabelMap,
    input: GuidedInput,
    grid: BilinearGrid,
    options: GuidedOptions,
    out: LabelMap,
    counts: Uint32Array,
  ): void;
  /** Forgets the frames before. */
  reset(): void;
}

export function createGuidedFilter(arena = createArena()): GuidedFilter {
  const contests = createContestFinder(arena);
  const planes = createPlanes(arena);
  const enlargement = createEnlargement(arena);
  const room = arena.room('luma', 'guide', 'past', 'keep', 'a', 'rows', 'sums');
  const words = arena.guest();
  const labels = arena.guest();
  return {
    run(scores, ids, { luma, input, pixels, keep = null }, grid, { radius, epsilon, gain = 1 }, out, counts) {
      const { width, height, classes } = scores;
      const binary = scores.kind === 'binary';
      const count = width * height;
      let fresh = false;
      arena.settle(() => {
        fresh = room.fit(sizesOf(scores, luma)) || fresh;
        contests.fit(scores);
        planes.fit(scores);
        enlargement.fit(grid, pixels, classes);
        words.take(pixels.words);
        labels.take(out);
      });
      words.load();
      const { at } = room;
      const { kernels } = arena;
      makeGuide(luma, input, scores);
      if (keep) arena.write(at.keep, keep);
      // in new memory there is no guide of the frame before
      if (keep && !fresh) kernels.keepSome(at.guide, at.past, at.keep, count);
      new Uint8Array(arena.buffer).copyWithin(at.past, at.guide, at.guide + 4 * count);
      const bounds = boundsOf(grid);
      const contest = contests.run(ids, scores, bounds, radius);
      const p = planes.of(scores, contest, bounds, radius);
      const { left, right, top, bottom } = bounds;
      for (let id = binary ? 1 : 0; id < classes; id += 1) {
        if (!contest.has(id)) continue;
        const plane = binary ? 0 : id;
        kernels.regress(
          at.guide,
          p.at + 4 * plane * p.classStride,
          4 * p.pixelStride,
          contest.corners + 4 * count * (id >> 5),
          1 << (id & 31),
          width,
          left,
          right,
          top,
          bottom,
          radius,
          epsilon,
          gain,
          at.rows,
          at.sums,
          at.a + 4 * count * plane,
        );
      }
      const guidance = { contest, p, a: at.a, guide: at.guide, keep: keep ? at.keep : 0, binary, words: words.at };
      enlargement.run(guidance, labels.at, counts);
      labels.save();
    },
    reset() {
      enlargement.forget();
    },
  };

  function makeGuide(luma: Float32Array, input: Size, grid: Size): void {
    const { at } = room;
    const count = grid.width * grid.height;
    if (isSameSize(input, grid)) {
      arena.write(at.luma, luma);
      arena.kernels.gridLuma(at.luma, count, at.guide);
    } else gridLuma(luma, input, grid, new Float32Array(arena.buffer, at.guide, count));
  }
}

function sizesOf({ width, height, classes, kind }: Scores, luma: Float32Array) {
  const plane = 4 * width * height;
  return {
    luma: luma.byteLength,
    guide: plane,
    past: plane,
    keep: plane,
    a: plane * (kind === 'binary' ? 1 : classes),
    rows: 4 * width,
    sums: 32 * width,
  };
}
