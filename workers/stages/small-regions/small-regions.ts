import type { LabelMap } from '../../../src/core/labels/label-map.ts';
import type { Scores } from '../../../src/core/labels/scores.ts';

export interface SmallRegions {
  /**
   * Gives each connected region (4 neighbours) of fewer than `smallest` pixels the class that is most frequent among its
   * pixels' neighbours in regions that are not small; the lower id wins a tie, and a region without such a neighbour stays.
   * No region's outcome depends on another's. It changes the ids and, by exchanging the two classes' scores, the scores:
   * what is resampled from them later then agrees.
   */
  run(scores: Scores, ids: LabelMap, smallest: number): void;
  /** Gives the scores of the last run back what it exchanged: they are the model's own again. */
  undo(scores: Scores): void;
}

/** Buffers are kept between frames and grow with the largest one. */
export function createSmallRegions(): SmallRegions {
  let region = new Int32Array(0);
  let queue = new Int32Array(0);
  let starts = new Int32Array(0);
  let losers = new Uint16Array(0);
  let winners = new Uint16Array(0);
  // a binary model's probability: 1 − (1 − p) is not quite p
  let before = new Float32Array(0);
  let changed = 0;
  let votes = new Uint32Array(0);
  return {
    run(scores, ids, smallest) {
      changed = 0;
      if (smallest <= 1) return;
      const pixels = ids.length;
      if (votes.length !== scores.classes) votes = new Uint32Array(scores.classes);
      if (region.length < pixels) {
        region = new Int32Array(pixels);
        queue = new Int32Array(pixels);
        starts = new Int32Array(pixels + 1);
        losers = new Uint16Array(pixels);
        winners = new Uint16Array(pixels);
        before = new Float32Array(pixels);
      }
      const regions = findRegions(ids, scores.width, region, queue, starts);
      for (let index = 0; index < regions; index += 1) {
        const from = starts[index]!;
        const to = starts[index + 1]!;
        if (to - from >= smallest) continue;
        const winner = surroundings(ids, scores.width, queue, from, to, region, starts, smallest, votes);
        if (winner < 0) continue;
        const loser = ids[queue[from]!]!;
        for (let k = from; k < to; k += 1) {
          const pixel = queue[k]!;
          ids[pixel] = winner;
          const value = scores.data[pixel * scores.pixelStride]!;
          exchange(scores, pixel, loser, winner);
          // changed never overtakes from: what is overwritten here has been read
          queue[changed] = pixel;
          before[changed] = value;
          losers[changed] = loser;
          winners[changed] = winner;
          changed += 1;
        }
      }
    },
    undo(scores) {
      const { data, kind, pixelStride } = scores;
      for (let k = 0; k < changed; k += 1) {
        if (kind === 'binary' || kind === 'ids') data[queue[k]! * pixelStride] = before[k]!;
        else exchange(scores, queue[k]!, losers[k]!, winners[k]!);
      }
      changed = 0;
    },
  };
}

/** Numbers the regions and lists their pixels one region after another; returns how many there are. */
function findRegions(ids: LabelMap, width: number, region: Int32Array, queue: Int32Array, starts: Int32Array): number {
  const pixels = ids.length;
  region.fill(-1, 0, pixels);
  let regions = 0;
  let tail = 0;
  for (let seed = 0; seed < pixels; seed += 1) {
    if (region[seed]! >= 0) continue;
    const id = ids[seed]!;
    starts[regions] = tail;
    let head = tail;
    queue[tail] = seed;
    tail += 1;
    region[seed] = regions;
    for (; head < tail; head += 1) {
      const pixel = queue[head]!;
      const column = pixel % width;
      if (column > 0) visit(pixel - 1, id);
      if (column < width - 1) visit(pixel + 1, id);
      if (pixel >= width) visit(pixel - width, id);
      if (pixel + width < pixels) visit(pixel + width, id);
    }
    regions += 1;
  }
  starts[regions] = tail;
  return regions;

  function visit(pixel: number, id: number): void {
    if (region[pixel]! >= 0 || ids[pixel] !== id) return;
    region[pixel] = regions;
    queue[tail] = pixel;
    tail += 1;
  }
}

/** The most frequent class next to a region in regions that stay; -1 where there is none. */
function surroundings(
  ids: LabelMap,
  width: number,
  queue: Int32Array,
  from: number,
  to: number,
  region: Int32Array,
  starts: Int32Array,
  smallest: number,
  votes: Uint32Array,
): number {
  const voted: number[] = [];
  const own = region[queue[from]!]!;
  for (let k = from; k < to; k += 1) {
    const pixel = queue[k]!;
    const column = pixel % width;
    if (column > 0) vote(pixel - 1);
    if (column < width - 1) vote(pixel + 1);
    if (pixel >= width) vote(pixel - width);
    if (pixel + width < ids.length) vote(pixel + width);
  }
  let winner = -1;
  for (const id of voted) {
    const more = winner < 0 ? 1 : votes[id]! - votes[winner]!;
    if (more > 0 || (more === 0 && id < winner)) winner = id;
  }
  // they are all zero for the next region
  for (const id of voted) votes[id] = 0;
  return winner;

  function vote(pixel: number): void {
    const other = region[pixel]!;
    if (other === own || starts[other + 1]! - starts[other]! < smallest) return;
    const id = ids[pixel]!;
    if (votes[id] === 0) voted.push(id);
    votes[id]! += 1;
  }
}

function exchange({ data, kind, classStride, pixelStride }: Scores, pixel: number, a: number, b: number): void {
  const at = pixel * pixelStride;
  if (kind === 'binary') {
    data[at] = 1 - data[at]!;
    return;
  }
  if (kind === 'ids') {
    data[at] = b;
    return;
  }
  const score = data[at + a * classStride]!;
  data[at + a * classStride] = data[at + b * classStride]!;
  data[at + b * classStride] = score;
}
