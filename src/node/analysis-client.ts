import { THREADS } from '#files';
import { PerPixelError } from '../core/errors/errors.ts';
import type { Progress } from '../core/options/progress.ts';
import { whileCalled } from '../link/listener.ts';
import { WorkerLink } from '../link/worker-link.ts';
import type { AnalysingApi, ThreadInfo } from '../protocol/threads.ts';
import type { RunClient, RunOptions } from '../video/run.ts';
import { startThread } from '../threads/thread.ts';
import { openOptions, type Chosen } from './opening.ts';

export type NodeRunOptions = Chosen & RunOptions;

/** A thread of an analysis that is done waits so long for another one with the same model, milliseconds. */
const IDLE_MS = 3000;

interface Thread {
  readonly link: WorkerLink<AnalysingApi>;
  hears(progress: Progress): void;
}

let idle: { readonly thread: Thread; readonly timer: NodeJS.Timeout } | null = null;

/** A thread for an analysis: the one before's, whose model may be open still, or a new one. */
export function startAnalysis(): RunClient<Blob | string, NodeRunOptions, ThreadInfo> {
  const thread = taken() ?? started();
  const { link } = thread;
  let opening = 0;
  let closed = false;
  const whileOpening = async <T>(work: () => Promise<T>): Promise<T> => {
    opening += 1;
    const value = await work();
    opening -= 1;
    return value;
  };
  return {
    openVideo: (source, signal) => whileOpening(() => link.call((api) => api.openVideo(source), { signal })),
    openModel: (options, onProgress, signal) =>
      whileCalled(onProgress, (call) => {
        thread.hears = call;
        const chosen = openOptions(options, false);
        return whileOpening(() => link.call((api) => api.openModel(chosen), { signal }));
      }),
    begin: (options) => whileOpening(() => link.call((api) => api.begin(options))),
    take: (signal) => link.call((api) => api.take(), { signal }),
    crash: () => link.crash(),
    close() {
      if (closed) return;
      closed = true;
      // what was broken off while something was opened may still be at it
      if (opening > 0) end(thread);
      else keep(thread);
    },
  };
}

function started(): Thread {
  const worker = startThread<Progress>(new URL('analysing.js', THREADS), 'perpixel analysis', (progress) =>
    thread.hears(progress),
  );
  const link = new WorkerLink<AnalysingApi>(worker, { kind: 'analysis', crashed });
  link.opened();
  const thread: Thread = { link, hears: () => undefined };
  return thread;
}

function taken(): Thread | null {
  if (!idle) return null;
  const { thread, timer } = idle;
  clearTimeout(timer);
  idle = null;
  return thread.link.ended.aborted ? null : thread;
}

function keep(thread: Thread): void {
  if (thread.link.ended.aborted) return;
  if (idle) return end(thread);
  const timer = setTimeout(() => {
    idle = null;
    end(thread);
  }, IDLE_MS);
  // nobody waits for it
  timer.unref();
  idle = { thread, timer };
  thread.hears = () => undefined;
  thread.link.call((api) => api.rest()).catch(() => end(thread));
}

function end({ link }: Thread): void {
  link.end(new PerPixelError('closed', 'The analysis was closed.', 'Start another one.'));
}

function crashed(why: string): PerPixelError {
  return new PerPixelError('worker-crashed', `The analysis thread stopped (${why}).`, 'Start the analysis again.');
}
