import type { Size } from '../../../src/shared/fit.ts';

/** The part of the grid in which the frame lies: first and last column and row. */
export interface Bounds {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Sets of class ids, 32 to a word; the words of one rank lie together, grid height × width. */
export interface ClassSets {
  readonly words: Uint32Array;
  /** Words a set has: classes / 32, rounded up. */
  readonly ranks: number;
}

export function classSets(size: Size, classes: number): ClassSets {
  const ranks = Math.ceil(classes / 32);
  return { words: new Uint32Array(size.width * size.height * ranks), ranks };
}

/** Of each pixel of the grid the set that holds its own class. */
export function ownClass(ids: Uint8Array, { words, ranks }: ClassSets): void {
  if (ranks > 1) words.fill(0);
  for (let i = 0; i < ids.length; i += 1) words[(ids[i]! >> 5) * ids.length + i] = 1 << (ids[i]! & 31);
}

/**
 * Unites the sets within a window that reaches `before` pixels up and left and `after` down and right, held inside the
 * bounds. Pixels outside the bounds are left as they were.
 * @param between memory of one rank's size
 */
export function unite(
  { words, ranks }: ClassSets,
  { width, height }: Size,
  { left, right, top, bottom }: Bounds,
  before: number,
  after: number,
  between: Uint32Array,
  out: ClassSets,
): void {
  const pixels = width * height;
  for (let rank = 0; rank < ranks; rank += 1) {
    const from = rank * pixels;
    for (let y = top; y <= bottom; y += 1) {
      const row = y * width;
      for (let x = left; x <= right; x += 1) {
        const last = row + Math.min(right, x + after);
        let set = 0;
        for (let i = row + Math.max(left, x - before); i <= last; i += 1) set |= words[from + i]!;
        between[row + x] = set;
      }
    }
    for (let y = top; y <= bottom; y += 1) {
      const first = Math.max(top, y - before);
      const last = Math.min(bottom, y + after);
      const to = from + y * width;
      for (let x = left; x <= right; x += 1) out.words[to + x] = between[first * width + x]!;
      for (let v = first + 1; v <= last; v += 1) {
        const row = v * width;
        for (let x = left; x <= right; x += 1) out.words[to + x]! |= between[row + x]!;
      }
    }
  }
}
