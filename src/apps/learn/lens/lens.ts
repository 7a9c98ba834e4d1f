import type { Size } from '../../../core/geometry/fit.ts';

/** Pixels that the lens shows. */
export const LENS = { width: 12, height: 9 } as const;

/** A pixel of the picture. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** A class and how probable it is at a pixel. */
export interface Chance {
  readonly classId: number;
  readonly probability: number;
}

/** The pixel nearest to a place, inside the picture. */
export function inside({ x, y }: Place, { width, height }: Size): Place {
  const held = (value: number, size: number): number => Math.min(Math.max(Math.floor(value), 0), size - 1);
  return { x: held(x, width), y: held(y, height) };
}

/** The upper left pixel of the lens around a pixel: as a whole inside the picture, which at its edge is looked at from aside. */
export function lensAt({ x, y }: Place, { width, height }: Size): Place {
  const held = (at: number, lens: number, size: number): number =>
    Math.min(Math.max(at - Math.floor(lens / 2), 0), Math.max(0, size - lens));
  return { x: held(x, LENS.width, width), y: held(y, LENS.height, height) };
}

/**
 * What a pixel may be, most probable first.
 * @param probabilities classes × height × width
 */
export function chancesAt(
  probabilities: ArrayLike<number>,
  { width, height }: Size,
  { x, y }: Place,
  most = Infinity,
): Chance[] {
  const pixels = width * height;
  const classes = Math.round(probabilities.length / pixels);
  return Array.from({ length: classes }, (_, classId) => ({
    classId,
    probability: probabilities[classId * pixels + y * width + x] ?? 0,
  }))
    .sort((a, b) => b.probability - a.probability || a.classId - b.classId)
    .slice(0, most);
}

/** Pixels of the picture from one place that is worth a look to the next one: no closer. */
const APART = 48;

/**
 * Places where the network doubts most, apart from one another, most doubtful first.
 * @param entropy of each pixel, height × width
 */
export function doubtfulPlaces(entropy: ArrayLike<number>, { width, height }: Size, count: number): Place[] {
  const margin = { x: LENS.width, y: LENS.height };
  const found: (Place & { readonly doubt: number })[] = [];
  for (let y = margin.y; y < height - margin.y; y += 4) {
    for (let x = margin.x; x < width - margin.x; x += 4) found.push({ x, y, doubt: entropy[y * width + x] ?? 0 });
  }
  found.sort((a, b) => b.doubt - a.doubt);
  const places: Place[] = [];
  for (const { x, y } of found) {
    if (places.length === count) break;
    if (places.every((each) => Math.hypot(each.x - x, each.y - y) >= APART)) places.push({ x, y });
  }
  return places;
}
