import type { Comparison } from './ratio.ts';

/** One line of a report: what was measured, and whether it is as good as it was meant to be. */
export interface Row {
  readonly what: string;
  readonly figure: string;
  readonly detail: string;
  readonly bar: string;
  readonly met: boolean;
}

/** What one part of the bench found. */
export interface Section {
  readonly rows: readonly Row[];
  /** The numbers behind the rows, for machines. */
  readonly results: unknown;
}

/** @param bar the ratio that ours may have to its peer's, at most */
export function ratioRow({ name, ours, peer, ratio, lowest, highest }: Comparison, bar: number, more = ''): Row {
  return {
    what: name,
    figure: `${ratio.toFixed(2)} (${lowest.toFixed(2)} to ${highest.toFixed(2)})`,
    detail: `${ours.toFixed(1)} / ${peer.toFixed(1)} ms${more && `; ${more}`}`,
    bar: `≤ ${bar.toFixed(2)}`,
    met: ratio <= bar,
  };
}

/** @param threads of a page; two need one that is isolated */
export function threadsOf(threads: 1 | 2): string {
  return threads === 1 ? '1 thread' : '2 threads';
}
