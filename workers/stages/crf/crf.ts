import type { Placement } from '../../../src/core/geometry/fit.ts';
import type { Pixels } from '../../../src/core/geometry/pixels.ts';
import { probabilitiesAt, type Scores } from '../../../src/core/labels/scores.ts';
import { meanColours } from './colours.ts';
import { createJoins } from './joins.ts';
import type { CrfOptions } from './options.ts';
import { settingsOf } from './window.ts';

export interface Crf {
  /**
   * Mean field of a conditional random field whose pixels are joined with those in a square window (Teichmann & Cipolla,
   * Convolutional CRFs for Semantic Segmentation, 2018), with the two kernels of Krähenbühl & Koltun (Efficient Inference in
   * Fully Connected CRFs with Gaussian Edge Potentials, 2011) and Potts' compatibility. With p the model's probabilities and I
   * the picture's mean colours on the grid, 0 to 1, each step makes of all q at once, starting from q = p,
   *
   *     q_c(i) ∝ p_c(i) · exp(appearance · Σ_j a_ij q_c(j) / Σ_j a_ij + smoothness · Σ_j s_ij q_c(j) / Σ_j s_ij)
   *     a_ij = exp(−|i − j|² / 4.5 − |I(i) − I(j)|² / (2 · contrast²)),   s_ij = exp(−|i − j|² / 2)
   *
   * over the pixels j ≠ i of the window. Where one class is on top in the whole window, the pixel keeps its p.
   * @returns planes of the stage's own, valid until its next run; the scores given stay as they are
   */
  run(scores: Scores, pixels: Pixels, placement: Placement, options: CrfOptions): Scores;
}

/** A probability counts as no less, so that its logarithm is a number. */
export const LEAST = 1e-6;

export function createCrf(): Crf {
  const joins = createJoins();
  let colours = new Float32Array(0);
  /** height × width × classes: all classes of a pixel lie together. */
  let unary = new Float32Array(0);
  let q = new Float32Array(0);
  let next = new Float32Array(0);
  let data = new Float32Array(0);
  return {
    run(scores, pixels, placement, options) {
      const { width, height, classes, kind } = scores;
      const count = width * height;
      const settings = settingsOf(options);
      if (q.length !== count * classes || colours.length !== 3 * count) {
        colours = new Float32Array(3 * count);
        unary = new Float32Array(count * classes);
        q = new Float32Array(count * classes);
        next = new Float32Array(count * classes);
      }
      for (let pixel = 0; pixel < count; pixel += 1) probabilitiesAt(scores, pixel, q, pixel * classes);
      meanColours(pixels, placement, scores, colours);
      const { list, weights, offsets } = joins.find(q, scores, colours, settings);
      // only these pixels ever change, in either array
      next.set(q);
      for (const pixel of list) {
        for (let c = pixel * classes; c < (pixel + 1) * classes; c += 1) unary[c] = Math.log(Math.max(LEAST, q[c]!));
      }
      for (let step = 0; step < settings.iterations; step += 1) {
        meanField(list, weights, offsets, classes, unary, q, next);
        [q, next] = [next, q];
      }
      const planes = kind === 'binary' ? 1 : classes;
      if (data.length !== planes * count) data = new Float32Array(planes * count);
      for (let plane = 0; plane < planes; plane += 1) {
        const id = kind === 'binary' ? 1 : plane;
        for (let i = 0, at = plane * count; i < count; i += 1, at += 1) data[at] = q[i * classes + id]!;
      }
      return {
        ...scores,
        kind: kind === 'binary' ? 'binary' : 'probabilities',
        data,
        classStride: count,
        pixelStride: 1,
      };
    },
  };
}

/** One step, of the listed pixels. @param weights of each one's neighbours, which lie at `offsets` from it; 0 beyond the grid */
function meanField(
  list: Int32Array,
  weights: Float32Array,
  offsets: Int32Array,
  classes: number,
  unary: Float32Array,
  q: Float32Array,
  out: Float32Array,
): void {
  for (let k = 0, w = 0; k < list.length; k += 1) {
    const pixel = list[k]!;
    const at = pixel * classes;
    for (let c = 0; c < classes; c += 1) out[at + c] = unary[at + c]!;
    for (let n = 0; n < offsets.length; n += 1, w += 1) {
      const weight = weights[w]!;
      if (weight === 0) continue;
      const from = (pixel + offsets[n]!) * classes;
      for (let c = 0; c < classes; c += 1) out[at + c]! += weight * q[from + c]!;
    }
    softmax(out, at, at + classes);
  }
}

function softmax(values: Float32Array, from: number, to: number): void {
  let top = -Infinity;
  for (let c = from; c < to; c += 1) if (values[c]! > top) top = values[c]!;
  let sum = 0;
  for (let c = from; c < to; c += 1) sum += values[c] = Math.exp(values[c]! - top);
  for (let c = from; c < to; c += 1) values[c]! /= sum;
}
