import { quantile } from '../../src/core/metrics/metrics.ts';
import { slope } from '../bench/slope.ts';
import type { Vitals } from './exhibit.ts';

/** By what was done: milliseconds until all was well again; null: it was not, within a minute. */
export type Recoveries = Map<string, (number | null)[]>;

/** Adds one more. */
export function note(recoveries: Recoveries, what: string, took: number | null): void {
  recoveries.set(what, [...(recoveries.get(what) ?? []), took]);
}

export function recoveryTable(recoveries: Recoveries): string[] {
  return [
    '| fault | injected | recovered | p50 | p95 | max |',
    '| --- | --- | --- | --- | --- | --- |',
    ...[...recoveries].map(([what, all]) => {
      const well = all.filter((each) => each !== null).sort((a, b) => a - b);
      const at = (q: number): string => (well.length > 0 ? quantile(well, q).toFixed(0) : 'none');
      return `| ${what} | ${all.length} | ${well.length} | ${at(0.5)} | ${at(0.95)} | ${at(1)} |`;
    }),
    '',
  ];
}

export function vitalsTable(rows: readonly Vitals[]): string[] {
  return [
    '| frames | heap after GC, MB (page and workers) | DOM nodes | workers | lines in the log | bytes of them | VideoFrames collected unclosed |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows.map(
      ({ frames, heap, nodes, workers, lines, bytes, unclosed }) =>
        `| ${frames} | ${heap.toFixed(2)} | ${nodes} | ${workers} | ${lines} | ${bytes} | ${unclosed} |`,
    ),
    '',
  ];
}

/** How the heap grew, in a sentence. */
export function growth(rows: readonly Vitals[]): string {
  const rise = slope(rows.map(({ frames, heap }) => [frames / 10_000, heap]));
  return `Heap: ${rise.toFixed(3)} MB per 10,000 frames by least squares (bar: below 1).`;
}
