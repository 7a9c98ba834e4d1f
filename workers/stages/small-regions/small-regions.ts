import type { Scores } from '../../../src/shared/scores.ts';

export interface SmallRegions {
  /**
   * Gives each connected region (4 neighbours) of fewer than `smallest` pixels the class that surrounds it most, in the
   * ids and, by exchanging the two classes' scores, in the scores: what is resampled from them later then agrees.
   */
  run(scores: Scores, ids: Uint8Array, smallest: number): void;
}

/** Buffers are kept between frames and grow with the largest one. */
export function createSmallRegions(): SmallRegions {
  let region = new Int32Array(0);
  let queue = new Int32Array(0);
  return {
    run(scores, ids, smallest) {
      if (smallest <= 1) return;
      if (region.length < ids.length) {
        region = new Int32Array(ids.length);
        queue = new Int32Array(ids.length);
      }
      region.fill(0, 0, ids.length);
      const votes = new Uint32Array(256);
      let regions = 0;
      for (let seed = 0; seed < ids.length; seed += 1) {
        if (region[seed] !== 0) continue;
        regions += 1;
        const count = flood(ids, scores.width, seed, regions, region, queue);
        if (count >= smallest) continue;
        const winner = surroundings(ids, scores.width, queue, count, votes);
        if (winner === null) continue;
        const loser = ids[seed]!;
        for (let k = 0; k < count; k += 1) {
          const pixel = queue[k]!;
          ids[pixel] = winner;
          exchange(scores, pixel, loser, winner);
        }
      }
    },
  };
}

/** Marks the region of `seed` and lists its pixels at the front of `queue`; returns how many. */
function flood(
  ids: Uint8Array,
  width: number,
  seed: number,
  mark: number,
  region: Int32Array,
  queue: Int32Array,
): number {
  const id = ids[seed];
  const pixels = ids.length;
  let count = 1;
  queue[0] = seed;
  region[seed] = mark;
  for (let head = 0; head < count; head += 1) {
    const pixel = queue[head]!;
    const column = pixel % width;
    if (column > 0) count = visit(pixel - 1, count);
    if (column < width - 1) count = visit(pixel + 1, count);
    if (pixel >= width) count = visit(pixel - width, count);
    if (pixel + width < pixels) count = visit(pixel + width, count);
  }
  return count;

  function visit(pixel: number, tail: number): number {
    if (region[pixel] !== 0 || ids[pixel] !== id) return tail;
    region[pixel] = mark;
    queue[tail] = pixel;
    return tail + 1;
  }
}

/** The most frequent other class next to the region; null where it fills the picture. */
function surroundings(
  ids: Uint8Array,
  width: number,
  queue: Int32Array,
  count: number,
  votes: Uint32Array,
): number | null {
  const own = ids[queue[0]!]!;
  votes.fill(0);
  for (let k = 0; k < count; k += 1) {
    const pixel = queue[k]!;
    const column = pixel % width;
    if (column > 0) votes[ids[pixel - 1]!]! += 1;
    if (column < width - 1) votes[ids[pixel + 1]!]! += 1;
    if (pixel >= width) votes[ids[pixel - width]!]! += 1;
    if (pixel + width < ids.length) votes[ids[pixel + width]!]! += 1;
  }
  votes[own] = 0;
  let winner: number | null = null;
  for (let id = 0; id < votes.length; id += 1) {
    if (votes[id]! > (winner === null ? 0 : votes[winner]!)) winner = id;
  }
  return winner;
}

function exchange({ data, kind, classStride, pixelStride }: Scores, pixel: number, a: number, b: number): void {
  const at = pixel * pixelStride;
  if (kind === 'binary') {
    data[at] = 1 - data[at]!;
    return;
  }
  const score = data[at + a * classStride]!;
  data[at + a * classStride] = data[at + b * classStride]!;
  data[at + b * classStride] = score;
}
