import type { Progress } from '../../src/core/options/progress.ts';

/** What is fetched, in the order in which it is told: both come at once, and a bar tells of one. */
const FETCHED = ['runtime', 'model'];
/** Nobody knows how far the browser is with it. */
const COMPILING: Progress = { phase: 'compile', loaded: 0, total: 0 };

/**
 * Tells how an opening comes along: the first of the downloads that is not whole, and once all are, that the network is being
 * made ready. The end of each download is told too, and at once what is waited for then: a full bar never stands.
 */
export function createOpeningProgress(tell: (progress: Progress) => void): (progress: Progress) => void {
  const newest = new Map<string, Progress>(FETCHED.map((phase) => [phase, { phase, loaded: 0, total: 0 }]));
  let told: Progress | null = null;
  const tellNews = (next: Progress): void => {
    if (told?.phase === next.phase && told.loaded === next.loaded && told.total === next.total) return;
    told = next;
    tell(next);
  };
  return (progress) => {
    if (progress.phase === COMPILING.phase) return tellNews(progress);
    newest.set(progress.phase, progress);
    if (isWhole(progress)) tellNews(progress);
    tellNews([...newest.values()].find((each) => !isWhole(each)) ?? COMPILING);
  };
}

function isWhole({ loaded, total }: Progress): boolean {
  return total > 0 && loaded >= total;
}
