/** Scores of one sample that it had no part in, and its class. */
export interface Judged {
  readonly scores: Float64Array;
  readonly classId: number;
  /** Its share of the loss. */
  readonly weight: number;
}

const LEAST = 0.5;
const MOST = 40;
const STEPS = 40;

/**
 * What scores are multiplied by so that their softmax is the probability of being right: the one with the least cross entropy (temperature
 * scaling, Guo et al. 2017). The loss is convex in it: a golden section finds it.
 */
export function sharpness(samples: readonly Judged[]): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let low = LEAST;
  let high = MOST;
  for (let step = 0; step < STEPS; step += 1) {
    const a = high - ratio * (high - low);
    const b = low + ratio * (high - low);
    if (loss(samples, a) < loss(samples, b)) high = b;
    else low = a;
  }
  return (low + high) / 2;
}

function loss(samples: readonly Judged[], factor: number): number {
  let total = 0;
  for (const { scores, classId, weight } of samples) {
    const top = Math.max(...scores);
    let sum = 0;
    for (const score of scores) sum += Math.exp(factor * (score - top));
    total += weight * (Math.log(sum) - factor * (scores[classId]! - top));
  }
  return total;
}
