import { probabilitiesAt, type Scores } from '../../../src/shared/scores.ts';

export interface Morphology {
  /**
   * Grey-scale closing, then opening, of each class's probability over the whole grid, with a square window held inside
   * it; of a binary model's only plane. Gaps narrower than the window are filled, specks narrower are taken away.
   * @param closing,opening radius in grid pixels; 0 leaves that step out
   * @returns planes of the stage's own, valid until its next run; several classes no longer sum to 1. The scores given
   * stay as they are.
   */
  run(scores: Scores, closing: number, opening: number): Scores;
}

export function createMorphology(): Morphology {
  let data = new Float32Array(0);
  let one = new Float32Array(0);
  let across = new Float32Array(0);
  return {
    run(scores, closing, opening) {
      const { width, height, classes } = scores;
      const binary = scores.kind === 'binary';
      const pixels = width * height;
      const planes = binary ? 1 : classes;
      if (data.length !== planes * pixels) data = new Float32Array(planes * pixels);
      if (across.length !== pixels) across = new Float32Array(pixels);
      if (one.length !== classes) one = new Float32Array(classes);
      for (let i = 0; i < pixels; i += 1) {
        probabilitiesAt(scores, i, one);
        if (binary) data[i] = one[1]!;
        else for (let c = 0, at = i; c < classes; c += 1, at += pixels) data[at] = one[c]!;
      }
      for (let plane = 0; plane < planes; plane += 1) {
        const values = data.subarray(plane * pixels, (plane + 1) * pixels);
        for (const [radius, sign] of [
          [closing, 1],
          [closing, -1],
          [opening, -1],
          [opening, 1],
        ] as const) {
          if (radius > 0) extremes(values, width, height, radius, sign, across);
        }
      }
      return { ...scores, kind: binary ? 'binary' : 'probabilities', data, classStride: pixels, pixelStride: 1 };
    },
  };
}

/** Each value becomes the largest (sign 1) or smallest (sign -1) of its window: rows first, then columns. */
function extremes(
  values: Float32Array,
  width: number,
  height: number,
  radius: number,
  sign: 1 | -1,
  across: Float32Array,
): void {
  for (let y = 0, at = 0; y < height; y += 1) {
    const row = y * width;
    for (let x = 0; x < width; x += 1, at += 1) {
      let best = values[at]!;
      const last = row + Math.min(width - 1, x + radius);
      for (let i = row + Math.max(0, x - radius); i <= last; i += 1) {
        if (sign * values[i]! > sign * best) best = values[i]!;
      }
      across[at] = best;
    }
  }
  values.set(across);
  for (let y = 0; y < height; y += 1) {
    const last = Math.min(height - 1, y + radius);
    for (let v = Math.max(0, y - radius); v <= last; v += 1) {
      for (let to = y * width, from = v * width; to < (y + 1) * width; to += 1, from += 1) {
        if (sign * across[from]! > sign * values[to]!) values[to] = across[from]!;
      }
    }
  }
}
