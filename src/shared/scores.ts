/**
 * What a model said about each pixel of its output grid, in whatever layout it said it:
 * the score of class c at pixel i is `data[c * classStride + i * pixelStride]`.
 */
export interface Scores {
  readonly width: number;
  readonly height: number;
  readonly classes: number;
  /** `binary`: one plane, the probability of class 1 of 2. */
  readonly kind: 'logits' | 'probabilities' | 'binary';
  readonly data: Float32Array;
  readonly classStride: number;
  readonly pixelStride: number;
}

/** The probabilities of the classes at one pixel: softmax where the scores are logits. Writes `classes` values. */
export function probabilitiesAt(scores: Scores, pixel: number, out: Float32Array, offset = 0): void {
  const { data, classes, classStride, pixelStride } = scores;
  const base = pixel * pixelStride;
  if (scores.kind === 'binary') {
    const p = data[base]!;
    out[offset] = 1 - p;
    out[offset + 1] = p;
    return;
  }
  if (scores.kind === 'probabilities') {
    for (let c = 0; c < classes; c += 1) out[offset + c] = data[base + c * classStride]!;
    return;
  }
  let top = -Infinity;
  for (let c = 0; c < classes; c += 1) top = Math.max(top, data[base + c * classStride]!);
  let sum = 0;
  for (let c = 0; c < classes; c += 1) {
    const e = Math.exp(data[base + c * classStride]! - top);
    out[offset + c] = e;
    sum += e;
  }
  for (let c = 0; c < classes; c += 1) out[offset + c] = out[offset + c]! / sum;
}

/** How many of every so many pixels are looked at: what breaks a network breaks it all over. */
const STRIDE = 16;

/** Whether a model answered with values that are no numbers, by a look at some of its pixels. */
export function isBroken({ data }: Scores): boolean {
  for (let i = 0; i < data.length; i += STRIDE) if (!(Math.abs(data[i]!) < Infinity)) return true;
  return false;
}
