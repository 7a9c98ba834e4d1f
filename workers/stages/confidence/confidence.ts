import type { BilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import { ownProbabilitiesAt, probabilitiesAt, type Scores } from '../../../src/core/labels/scores.ts';
import { certain } from './certain.ts';

/** Which maps to write; each is target height × width, `probabilities` classes × height × width. */
export interface ConfidenceMaps {
  readonly confidence?: Float32Array<ArrayBuffer>;
  readonly entropy?: Float32Array<ArrayBuffer>;
  readonly probabilities?: Float32Array<ArrayBuffer>;
}

/**
 * The model's own probabilities resampled to the target, their maximum (confidence) and their Shannon entropy divided by
 * log(classes), so that 1 is "no idea" whatever the number of classes; of one class it is 0. The latter two are within 0 and 1 whatever the model says.
 */
export function resampleConfidence(scores: Scores, grid: BilinearGrid, out: ConfidenceMaps): void {
  const { classes: n, width, height } = scores;
  const { x, y, target } = grid;
  if (scores.kind === 'ids') return certain(scores, grid, out);
  const pixels = target.width * target.height;
  const dense = new Float32Array(width * height * n);
  for (let i = 0; i < width * height; i += 1) ownProbabilitiesAt(scores, i, dense, i * n);
  const mixed = new Float32Array(n);
  for (let row = 0, at = 0; row < target.height; row += 1) {
    const top = y.low[row]! * width;
    const bottom = y.high[row]! * width;
    const fy = y.weight[row]!;
    for (let column = 0; column < target.width; column += 1, at += 1) {
      const left = x.low[column]!;
      const right = x.high[column]!;
      const fx = x.weight[column]!;
      const a = (top + left) * n;
      const b = (top + right) * n;
      const c = (bottom + left) * n;
      const d = (bottom + right) * n;
      for (let k = 0; k < n; k += 1) {
        const upper = dense[a + k]! * (1 - fx) + dense[b + k]! * fx;
        const lower = dense[c + k]! * (1 - fx) + dense[d + k]! * fx;
        mixed[k] = upper * (1 - fy) + lower * fy;
      }
      if (out.probabilities) for (let k = 0; k < n; k += 1) out.probabilities[k * pixels + at] = mixed[k]!;
      if (out.confidence) out.confidence[at] = topOf(mixed);
      if (out.entropy) out.entropy[at] = entropyOf(mixed);
    }
  }
}

/** Confidence at the scores' own size. */
export function confidence(scores: Scores, out: Float32Array): void {
  eachPixel(scores, out, topOf);
}

/** Normalised entropy at the scores' own size. */
export function entropy(scores: Scores, out: Float32Array): void {
  eachPixel(scores, out, entropyOf);
}

function eachPixel(scores: Scores, out: Float32Array, measure: (probabilities: Float32Array) => number): void {
  if (scores.kind === 'ids') {
    out.fill(measure === topOf ? 1 : 0);
    return;
  }
  const probabilities = new Float32Array(scores.classes);
  for (let i = 0; i < out.length; i += 1) {
    probabilitiesAt(scores, i, probabilities);
    out[i] = measure(probabilities);
  }
}

function topOf(probabilities: Float32Array): number {
  let top = 0;
  for (let k = 0; k < probabilities.length; k += 1) if (probabilities[k]! > top) top = probabilities[k]!;
  return Math.min(1, top);
}

function entropyOf(probabilities: Float32Array): number {
  // one class leaves nothing open, and log(1) is 0
  if (probabilities.length < 2) return 0;
  let sum = 0;
  for (let k = 0; k < probabilities.length; k += 1) {
    const p = Math.min(1, probabilities[k]!);
    if (p > 0) sum -= p * Math.log(p);
  }
  // rounding may put a probability a hair above 1
  return Math.min(1, Math.max(0, sum / Math.log(probabilities.length)));
}
