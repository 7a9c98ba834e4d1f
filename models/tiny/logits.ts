/** The classes of the tiny model, in the order of its channels. */
export const TINY_CLASSES = ['background', 'red', 'green', 'blue'] as const;

/** A row for each class, a column for red, green, blue. */
export const TINY_WEIGHTS: readonly (readonly [number, number, number])[] = [
  [0, 0, 0],
  [4, -2, -2],
  [-2, 4, -2],
  [-2, -2, 4],
];

/** What a colour has to exceed to be one: black, grey and white stay background. */
export const TINY_BIAS: readonly number[] = [1, 0, 0, 0];

/**
 * What the tiny model answers for one pixel: a logit for each of `TINY_CLASSES`.
 *
 * @param r,g,b as the network gets them, 8-bit value / 255, in [0, 1]
 */
export function tinyLogits(r: number, g: number, b: number): number[] {
  return TINY_WEIGHTS.map(([wr, wg, wb], id) => wr * r + wg * g + wb * b + (TINY_BIAS[id] ?? 0));
}
