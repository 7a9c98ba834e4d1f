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

/** Starts the thread of an analysis. */
export function startAnalysis(): RunClient<Blob | string, NodeRunOptions, ThreadInfo> {
  let hears: (progress: Progress) => void = () => undefined;
  const thread = startThread<Progress>(new URL('analysing.js', THREADS), 'perpixel analysis', (progress) =>
    hears(progress),
  );
  const link = new WorkerLink<AnalysingApi>(thread, { kind: 'analysis', crashed });
  return {
    openVideo: (source, signal) => link.open((api) => api.openVideo(source), { signal }),
    openModel: (options, onProgress, signal) =>
      whileCalled(onProgress, (call) => {
        hears = call;
        const opening = openOptions(options, false);
        return link.call((api) => api.openModel(opening), { signal });
      }),
    begin: (options) => link.call((api) => api.begin(options)),
    take: (signal) => link.call((api) => api.take(), { signal }),
    crash: () => link.crash(),
    close: () => link.end(new PerPixelError('closed', 'The analysis was closed.', 'Start another one.')),
  };
}

function crashed(why: string): PerPixelError {
  return new PerPixelError('worker-crashed', `The analysis thread stopped (${why}).`, 'Start the analysis again.');
}
