import { PerPixelError } from '../core/errors/errors.ts';

export function crashed(why: string): PerPixelError {
  return new PerPixelError(
    'worker-crashed',
    `The labelling worker stopped (${why}).`,
    'It is started again by itself; reload the page if it keeps stopping.',
  );
}

export function closed(): PerPixelError {
  return new PerPixelError('closed', 'The segmenter was closed.', 'Create another one.');
}
