import { PerPixelError } from '../../src/core/errors/errors.ts';
import { WorkerLink } from '../../src/link/worker-link.ts';

/** Takes a worker of the analysis worker. */
export function ownWorker<Api>(worker: Worker): WorkerLink<Api> {
  return new WorkerLink(worker, { kind: 'labelling', crashed });
}

/** As a crash would. Twice is harmless. */
export function endWorker<Api>(link: WorkerLink<Api>): void {
  link.end(crashed('it was closed'));
}

function crashed(why: string): PerPixelError {
  return new PerPixelError('worker-crashed', `A labelling worker stopped (${why}).`, 'Start the analysis again.');
}
