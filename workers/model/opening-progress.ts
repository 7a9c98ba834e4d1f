import type { Progress } from '../../src/core/options/progress.ts';

/** What is fetched, in the order in which it is shown: both come at once, and a bar shows one. */
const FETCHED = ['runtime', 'model'];
/** Nobody knows how far the browser is with it. */
const COMPILING: Progress = { phase: 'compile', loaded: 0, total: 0 };

/**
 * Reports how an opening comes along: the first of the downloads that is not whole, and once all are, that the network is being
 * made ready. One that is whole before its turn is told of in its turn, and then at once what is waited for: a full bar never stands.
 */
export function createOpeningProgress(report: (progress: Progress) => void): (progress: Progress) => void {
  const newest = new Map<string, Progress>(FETCHED.map((phase) => [phase, { phase, loaded: 0, total: 0 }]));
  let last: Progress | null = null;
  const reportNews = (next: Progress): void => {
    if (last?.phase === next.phase && last.loaded === next.loaded && last.total === next.total) return;
    last = next;
    report(next);
  };
  /** Those that were told of as whole. */
  const ended = new Set<string>();
  return (progress) => {
    if (progress.phase === COMPILING.phase) return reportNews(progress);
    newest.set(progress.phase, progress);
    // another file of the same kind
    if (!isWhole(progress)) ended.delete(progress.phase);
    for (const each of newest.values()) {
      if (!isWhole(each)) return reportNews(each);
      if (!ended.has(each.phase)) reportNews(each);
      ended.add(each.phase);
    }
    reportNews(COMPILING);
  };
}

function isWhole({ loaded, total }: Progress): boolean {
  return total > 0 && loaded >= total;
}
