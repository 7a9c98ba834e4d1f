import type { Progress } from '../../src/core/options/progress.ts';

/** What is fetched, in the order in which it is shown: both come at once, and a bar shows one. */
const FETCHED = ['runtime', 'model'];
/** Nobody knows how far the browser is with it. */
const COMPILING: Progress = { phase: 'compile', loaded: 0, total: 0 };

/**
 * Reports how an opening comes along: the first of the downloads that is not whole, and once all are, that the network is being
 * made ready. The end of each download is reported too, and at once what is waited for then: a full bar never stands.
 */
export function createOpeningProgress(report: (progress: Progress) => void): (progress: Progress) => void {
  const newest = new Map<string, Progress>(FETCHED.map((phase) => [phase, { phase, loaded: 0, total: 0 }]));
  let last: Progress | null = null;
  const reportNews = (next: Progress): void => {
    if (last?.phase === next.phase && last.loaded === next.loaded && last.total === next.total) return;
    last = next;
    report(next);
  };
  return (progress) => {
    if (progress.phase === COMPILING.phase) return reportNews(progress);
    newest.set(progress.phase, progress);
    if (isWhole(progress)) reportNews(progress);
    reportNews([...newest.values()].find((each) => !isWhole(each)) ?? COMPILING);
  };
}

function isWhole({ loaded, total }: Progress): boolean {
  return total > 0 && loaded >= total;
}
