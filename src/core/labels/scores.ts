/**
 * What a model said about each pixel of its output grid, in whatever layout it said it:
 * the score of class c at pixel i is `data[c * classStride + i * pixelStride]`.
 */
export interface Scores {
  readonly width: number;
  readonly height: number;
  readonly classes: number;
  /** `binary`: one plane, the probability of class 1 of 2. `ids`: one plane of class ids, each of which is certain. */
  readonly kind: 'logits' | 'probabilities' | 'binary' | 'ids';
  readonly data: Float32Array;
  readonly classStride: number;
  readonly pixelStride: number;
  /** What is wrong with them; absent: nothing. */
  readonly amiss?: Amiss | undefined;
}

/** Scores that are no numbers, or probabilities outside 0 to 1. */
export type Amiss = 'no-numbers' | 'out-of-range';

/**
 * The probabilities of the classes at one pixel: softmax where the scores are logits. Writes `classes` values, each within 0
 * and 1, whatever the model says; where it says what is no number, none is probable.
 */
export function probabilitiesAt(scores: Scores, pixel: number, out: Float32Array, offset = 0): void {
  ownProbabilitiesAt(scores, pixel, out, offset);
  for (let c = offset; c < offset + scores.classes; c += 1) out[c] = within(out[c]!);
}

/** The same as the model says them, which may be any numbers, or none. */
export function ownProbabilitiesAt(scores: Scores, pixel: number, out: Float32Array, offset = 0): void {
  const { data, classes, classStride, pixelStride } = scores;
  const base = pixel * pixelStride;
  if (scores.kind === 'binary') {
    const p = data[base]!;
    out[offset] = 1 - p;
    out[offset + 1] = p;
    return;
  }
  if (scores.kind === 'ids') {
    out.fill(0, offset, offset + classes);
    out[offset + data[base]!] = 1;
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

/** 0 to 1; what is no number is 0. */
function within(value: number): number {
  return value > 0 ? Math.min(1, value) : 0;
}

/** How many of every so many logits are looked at: what breaks a network breaks it all over. */
const STRIDE = 16;

/** Rounding puts a probability a hair outside. */
const SLACK = 1e-3;

/** What is wrong with what a model says. Every probability is looked at, and some of the logits. */
export function amissIn(kind: Scores['kind'], data: Float32Array): Amiss | undefined {
  if (kind === 'ids') return undefined;
  if (kind === 'logits') {
    for (let i = 0; i < data.length; i += STRIDE) if (!(Math.abs(data[i]!) < Infinity)) return 'no-numbers';
    return undefined;
  }
  let outside = false;
  for (let i = 0; i < data.length; i += 1) {
    const value = data[i]!;
    if (value >= -SLACK && value <= 1 + SLACK) continue;
    if (!(Math.abs(value) < Infinity)) return 'no-numbers';
    outside = true;
  }
  return outside ? 'out-of-range' : undefined;
}

const NOTES: Readonly<Record<Amiss, string>> = {
  'no-numbers': 'The model gives values that are no numbers; such pixels count as its first class.',
  'out-of-range':
    'The model gives probabilities below 0 or above 1, which are held within; if they are logits, its manifest should call them so.',
};

/** A sentence for whoever looks at the labels; null: nothing is wrong. */
export function noteOn(amiss: Amiss | undefined): string | null {
  return amiss ? NOTES[amiss] : null;
}
