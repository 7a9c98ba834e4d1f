import { frameAt } from '../../../core/analysis/frame-index.ts';
import type { TruthScore } from '../../../core/truth/score.ts';

/** The lowest score of each bin: what is bad shall show. */
export function scoreBins(
  scores: TruthScore['frames'],
  times: readonly number[],
  timestamps: Float64Array,
): (number | null)[] {
  const out = times.map((): number | null => null);
  const edges = Float64Array.from(times);
  for (const { index, miou } of scores) {
    const bin = frameAt(edges, timestamps[index] ?? 0);
    out[bin] = Math.min(out[bin] ?? 1, miou);
  }
  return out;
}
