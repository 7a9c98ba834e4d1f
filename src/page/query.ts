import { PerPixelError } from '../shared/errors.ts';
import type { PerPixelElement } from '../perpixel.ts';

const NAMES = ['source', 'model', 'backend', 'overlay', 'opacity'] as const;

/**
 * Sets the element's attributes of the same names; what a value may be, the element itself checks.
 * @returns an `option-invalid` error about the first name that is none of ours
 */
export function applyQuery(viewer: PerPixelElement, query: URLSearchParams): PerPixelError | null {
  for (const name of NAMES) {
    const value = query.get(name);
    if (value !== null && value !== '') viewer.setAttribute(name, value);
  }
  const unknown = [...query.keys()].find((name) => !(NAMES as readonly string[]).includes(name));
  if (unknown === undefined) return null;
  return new PerPixelError(
    'option-invalid',
    `The address has an unknown option “${unknown}”.`,
    `Use ${NAMES.join(', ')}.`,
  );
}
