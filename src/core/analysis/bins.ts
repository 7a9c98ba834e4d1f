import type { Series } from '../query/evaluate.ts';

/** A series brought down to so many points: means over neighbouring frames. */
export interface Binned {
  /** Seconds: where each bin begins. */
  readonly times: number[];
  /** By class id; null where nothing is known yet. */
  readonly means: readonly (number | null)[][];
}

export function binned({ times, shares }: Series, most: number): Binned {
  const count = Math.min(times.length, most);
  const edges = Array.from({ length: count + 1 }, (_, bin) => Math.floor((bin * times.length) / count));
  return {
    times: edges.slice(0, -1).map((edge) => times[edge] ?? 0),
    means: shares.map((column) =>
      edges.slice(0, -1).map((from, bin) => meanOf(column, from, (edges[bin + 1] ?? from + 1) - 1)),
    ),
  };
}

/**
 * What each of so many columns, all as wide, shows of each class from one time to another: the mean of the frames that are on
 * while it lasts, each for as long as it is. By class id; NaN where no frame is known.
 */
export function columnsOf(
  { times, durations, shares }: Series,
  from: number,
  to: number,
  count: number,
): Float32Array<ArrayBuffer>[] {
  const width = (to - from) / count;
  return shares.map((column) => {
    const sums = new Float32Array(count);
    const weights = new Float32Array(count);
    for (let i = 0; i < times.length; i += 1) {
      const value = column[i]!;
      if (value !== value) continue;
      const begin = (times[i]! - from) / width;
      const end = begin + Math.max(durations[i]! / width, 1e-6);
      const stop = Math.min(count, Math.ceil(end));
      for (let at = Math.max(0, Math.floor(begin)); at < stop; at += 1) {
        const weight = Math.min(end, at + 1) - Math.max(begin, at);
        weights[at]! += weight;
        sums[at]! += weight * value;
      }
    }
    // 0 / 0 is NaN
    return sums.map((sum, at) => sum / weights[at]!);
  });
}

/**
 * The highest value that each of so many columns, all as wide, shows of a row of a series: what is there for one frame of an hour is
 * there. NaN where no frame is known.
 */
export function peaksOf(
  row: Float32Array,
  { times, durations }: Pick<Series, 'times' | 'durations'>,
  from: number,
  to: number,
  count: number,
): Float32Array<ArrayBuffer> {
  const width = (to - from) / count;
  const peaks = new Float32Array(count).fill(NaN);
  for (let i = 0; i < times.length; i += 1) {
    const value = row[i]!;
    if (value !== value) continue;
    const begin = (times[i]! - from) / width;
    const stop = Math.min(count, Math.max(Math.floor(begin) + 1, Math.ceil(begin + durations[i]! / width - 1e-6)));
    for (let at = Math.max(0, Math.floor(begin)); at < stop; at += 1) {
      if (!(peaks[at]! >= value)) peaks[at] = value;
    }
  }
  return peaks;
}

/** The mean share of each class from one place to another, both in it; null where no frame is known. */
export function meansOver({ shares }: Series, first: number, last: number): (number | null)[] {
  return shares.map((column) => meanOf(column, first, last));
}

function meanOf(column: Float32Array, first: number, last: number): number | null {
  let sum = 0;
  let known = 0;
  for (let i = first; i <= last; i += 1) {
    const value = column[i]!;
    if (value === value) {
      sum += value;
      known += 1;
    }
  }
  return known > 0 ? sum / known : null;
}
