import { PerPixelError } from '../errors/errors.ts';
import type { Moments } from './moments.ts';
import type { TaughtClass } from './taught-class.ts';

/** A class of fewer places is a slip of the hand. */
const FEWEST = 3;

/**
 * Whether a fit can be made of what was stroked.
 * @throws PerPixelError `teaching-incomplete`
 */
export function checkComplete(moments: readonly Moments[], classes: readonly TaughtClass[]): void {
  const stroked = moments.flatMap(({ count }, id) => (count > 0 ? [id] : []));
  const name = (id: number): string => `“${classes[id]?.name ?? id}”`;
  const few = stroked.find((id) => moments[id]!.count < FEWEST);
  if (stroked.length === 0) {
    throw incomplete('Nothing is stroked yet', 'Stroke what is to be known, and something that it is not.');
  }
  if (stroked.length === 1) {
    const [only = 0] = stroked;
    const other = only === 0 ? 'what is to be told from it' : 'what it is not, as background';
    throw incomplete(`Only ${name(only)} is stroked`, `Stroke ${other}, too.`);
  }
  if (few !== undefined) {
    throw incomplete(
      `Hardly more than a pixel of ${name(few)} is stroked`,
      'Stroke more of it, or take that stroke back.',
    );
  }
}

function incomplete(problem: string, remedy: string): PerPixelError {
  return new PerPixelError('teaching-incomplete', `${problem}.`, remedy);
}
