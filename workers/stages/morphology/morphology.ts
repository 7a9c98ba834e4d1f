import { probabilitiesAt, type Scores } from '../../../src/core/labels/scores.ts';

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
  let line = new Float32Array(0);
  let rows = new Float32Array(0);
  return {
    run(scores, closing, opening) {
      const { width, height, classes } = scores;
      const binary = scores.kind === 'binary';
      const pixels = width * height;
      const planes = binary ? 1 : classes;
      if (data.length !== planes * pixels) data = new Float32Array(planes * pixels);
      if (one.length !== classes) one = new Float32Array(classes);
      if (line.length !== width) line = new Float32Array(width);
      if (rows.length !== pixels) rows = new Float32Array(pixels);
      separate(scores, one, data);
      for (let plane = 0; plane < planes; plane += 1) {
        const values = data.subarray(plane * pixels, (plane + 1) * pixels);
        largest(values, width, height, closing, line, rows);
        smallest(values, width, height, closing + opening, line, rows);
        largest(values, width, height, opening, line, rows);
      }
      return { ...scores, kind: binary ? 'binary' : 'probabilities', data, classStride: pixels, pixelStride: 1 };
    },
  };
}

function separate(scores: Scores, one: Float32Array, out: Float32Array): void {
  const pixels = scores.width * scores.height;
  for (let i = 0; i < pixels; i += 1) {
    probabilitiesAt(scores, i, one);
    if (scores.kind === 'binary') out[i] = one[1]!;
    else for (let c = 0, at = i; c < one.length; c += 1, at += pixels) out[at] = one[c]!;
  }
}

/** Each value becomes the largest of its window: rows first, then columns. */
function largest(
  values: Float32Array,
  width: number,
  height: number,
  radius: number,
  line: Float32Array,
  rows: Float32Array,
): void {
  if (radius === 0) return;
  for (let row = 0; row < values.length; row += width) {
    for (let x = 0; x < width; x += 1) line[x] = values[row + x]!;
    for (let shift = 1; shift <= Math.min(radius, width - 1); shift += 1) {
      for (let x = 0, at = row; x + shift < width; x += 1, at += 1) {
        if (line[x + shift]! > values[at]!) values[at] = line[x + shift]!;
        if (line[x]! > values[at + shift]!) values[at + shift] = line[x]!;
      }
    }
  }
  rows.set(values);
  for (let shift = width; shift <= Math.min(radius, height - 1) * width; shift += width) {
    for (let at = 0; at + shift < values.length; at += 1) {
      if (rows[at + shift]! > values[at]!) values[at] = rows[at + shift]!;
      if (rows[at]! > values[at + shift]!) values[at + shift] = rows[at]!;
    }
  }
}

/** The smallest. Two windows in a row are one of both radii. */
function smallest(
  values: Float32Array,
  width: number,
  height: number,
  radius: number,
  line: Float32Array,
  rows: Float32Array,
): void {
  if (radius === 0) return;
  for (let row = 0; row < values.length; row += width) {
    for (let x = 0; x < width; x += 1) line[x] = values[row + x]!;
    for (let shift = 1; shift <= Math.min(radius, width - 1); shift += 1) {
      for (let x = 0, at = row; x + shift < width; x += 1, at += 1) {
        if (line[x + shift]! < values[at]!) values[at] = line[x + shift]!;
        if (line[x]! < values[at + shift]!) values[at + shift] = line[x]!;
      }
    }
  }
  rows.set(values);
  for (let shift = width; shift <= Math.min(radius, height - 1) * width; shift += width) {
    for (let at = 0; at + shift < values.length; at += 1) {
      if (rows[at + shift]! < values[at]!) values[at] = rows[at + shift]!;
      if (rows[at]! < values[at + shift]!) values[at + shift] = rows[at]!;
    }
  }
}
