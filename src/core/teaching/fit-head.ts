import { UNTAUGHT, type Head } from './head.ts';
import { checkComplete } from './incomplete.ts';
import type { Moments } from './moments.ts';
import { ridge, type Ridge } from './ridge.ts';
import type { TaughtClass } from './taught-class.ts';
import { sharpness, type Judged } from './temperature.ts';

export interface Fitted {
  readonly head: Head;
  readonly samples: number;
}

/** Ridge is told to hold back by as much as the samples say. */
const LAMBDA = 1;

/** So many samples in all are looked at to tell how sure scores are. */
const JUDGED = 240;

/**
 * A head of what was stroked. Its scores are logits: how sure they are is told by samples that each had no part in.
 * @param samplesOf those of a class
 * @throws PerPixelError `teaching-incomplete`
 */
export function fitHead(
  moments: readonly Moments[],
  classes: readonly TaughtClass[],
  channels: number,
  samplesOf: (classId: number) => readonly Float32Array[],
): Fitted {
  checkComplete(moments, classes);
  const stroked = moments.flatMap(({ count }, id) => (count > 0 ? [id] : []));
  const own = stroked.map((id) => moments[id]!);
  const fit = ridge(own, LAMBDA);
  const factor = sharpness(
    stroked.flatMap((id, c) => judged(fit, c, samplesOf(id), Math.ceil(JUDGED / stroked.length))),
  );
  const weights = new Float32Array(classes.length * channels);
  const bias = new Float32Array(classes.length).fill(UNTAUGHT);
  stroked.forEach((id, c) => {
    for (let j = 0; j < channels; j += 1) weights[id * channels + j] = factor * fit.weights[c * channels + j]!;
    bias[id] = factor * fit.bias[c]!;
  });
  return { head: { classes, weights, bias }, samples: own.reduce((sum, { count }) => sum + count, 0) };
}

/** Samples of a class, scored as if each had been left out of the fit; exact, by its leverage (Allen 1974). */
function judged(fit: Ridge, own: number, samples: readonly Float32Array[], most: number): Judged[] {
  const count = Math.min(most, samples.length);
  const classes = fit.bias.length;
  return Array.from({ length: count }, (_, k) => {
    const sample = samples[Math.floor(((k + 0.5) * samples.length) / count)]!;
    const share = fit.leverage(sample, samples.length);
    const scores = new Float64Array(classes);
    for (let c = 0; c < classes; c += 1) {
      let score = fit.bias[c]!;
      for (let j = 0; j < sample.length; j += 1) score += fit.weights[c * sample.length + j]! * sample[j]!;
      const target = c === own ? 1 : -1;
      scores[c] = score - (share / (1 - share)) * (target - score);
    }
    return { scores, classId: own, weight: 1 / (classes * count) };
  });
}
