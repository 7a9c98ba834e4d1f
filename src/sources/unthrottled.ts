import { WorkerLink } from '../link/worker-link.ts';
import { Worker } from '../platform/start-worker.ts';

type Wait = (ms: number) => Promise<void>;

let link: WorkerLink<Wait, Error> | null = null;

/**
 * Calls back once, after a time, in a hidden page too: there a page's own timers come once a second, a worker's as they are
 * due. The worker lives only while the page is hidden.
 * @param ms milliseconds
 * @returns takes the call back
 */
export function after(ms: number, then: () => void): () => void {
  let open = true;
  const due = (): void => {
    clearTimeout(timer);
    if (open) then();
    open = false;
  };
  // without a worker it is late, and comes all the same
  const timer = setTimeout(due, ms);
  if (document.visibilityState === 'hidden') {
    unthrottled()
      ?.run((wait) => wait(ms))
      .then(due, () => undefined);
  }
  return () => {
    clearTimeout(timer);
    open = false;
  };
}

/** @param ms milliseconds; none or less: at the next turn */
export function delay(ms: number): Promise<void> {
  return new Promise((resolve) => after(Math.max(0, ms), resolve));
}

function unthrottled(): WorkerLink<Wait, Error> | null {
  if (!link) start();
  return link;
}

function start(): void {
  try {
    const worker = new Worker(new URL('../../workers/entries/timer.worker.ts', import.meta.url), {
      type: 'module',
      name: 'perpixel timer',
    });
    link = new WorkerLink<Wait, Error>(worker, { kind: 'timer', crashed: (why) => new Error(why) });
    document.addEventListener('visibilitychange', dismiss);
  } catch {
    // forbidden here: the page's own timers do
  }
}

function dismiss(): void {
  if (document.visibilityState === 'hidden') return;
  document.removeEventListener('visibilitychange', dismiss);
  link?.end(new Error('the page is seen again'));
  link = null;
}
