import type { Placement } from '../geometry/fit.ts';
import { probabilitiesAt, type Scores } from './scores.ts';

/** So many places of the scores' grid are looked at, about: neighbours say the same. */
const PLACES = 8192;

/**
 * The mean of 1 − confidence over a frame, 0 to 1, on the scores' own grid: which share of its pixels the model expects to have wrong.
 * @param placement where the frame lies in the scores; what is beside it does not count
 */
export function meanDoubt(scores: Scores, placement: Placement): number {
  const { width, height, classes } = scores;
  const left = Math.max(0, Math.round(placement.x));
  const top = Math.max(0, Math.round(placement.y));
  const right = Math.min(width, Math.max(left + 1, Math.round(placement.x + placement.width)));
  const bottom = Math.min(height, Math.max(top + 1, Math.round(placement.y + placement.height)));
  const step = Math.max(1, Math.floor(Math.sqrt(((right - left) * (bottom - top)) / PLACES)));
  const probabilities = new Float32Array(classes);
  let [sum, count] = [0, 0];
  for (let y = top; y < bottom; y += step) {
    for (let x = left; x < right; x += step) {
      probabilitiesAt(scores, y * width + x, probabilities);
      let most = 0;
      for (let c = 0; c < classes; c += 1) most = Math.max(most, probabilities[c]!);
      sum += 1 - most;
      count += 1;
    }
  }
  return count > 0 ? sum / count : 0;
}
