import { PerPixelError } from '../shared/errors.ts';
import type { PerPixelElement } from '../perpixel.ts';

const NAMES = ['source', 'model', 'backend', 'overlay', 'opacity'] as const;
/** On where they stand, whatever their value. */
const SWITCHES = ['kiosk', 'faults'] as const;

/**
 * Sets the element's attributes of the same names; what a value may be, the element itself checks.
 * @returns an `option-invalid` error about the first name that is none of ours
 */
export function applyQuery(viewer: PerPixelElement, query: URLSearchParams): PerPixelError | null {
  for (const name of NAMES) {
    const value = query.get(name);
    if (value !== null && value !== '') viewer.setAttribute(name, value);
  }
  viewer.kiosk = query.has('kiosk');
  if (viewer.kiosk) viewer.controls = false;
  const known: readonly string[] = [...NAMES, ...SWITCHES];
  const unknown = [...query.keys()].find((name) => !known.includes(name));
  if (unknown === undefined) return null;
  return new PerPixelError(
    'option-invalid',
    `The address has an unknown option “${unknown}”.`,
    `Use ${NAMES.join(', ')}.`,
  );
}
