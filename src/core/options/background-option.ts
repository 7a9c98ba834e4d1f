import { readBackground, type ChosenBackground } from '../background/background.ts';
import { PerPixelError } from '../errors/errors.ts';
import { isOf } from './kind.ts';
import { readableValue } from './readable-value.ts';

/** What an embedder may name as a background: its text, an address, or a file; null: what the overlay shows by itself. */
export type BackgroundOption = string | URL | Blob | null;

/**
 * Reads what somebody set as a background; empty and undefined are null.
 * @throws PerPixelError `option-invalid`
 */
export function backgroundOption(given: unknown): ChosenBackground | null {
  if (given === null || given === undefined || given === '') return null;
  if (typeof given === 'string') return readBackground(given);
  if (isOf<URL>(given, 'URL')) return { kind: 'file', file: given.href };
  if (isOf<Blob>(given, 'Blob', 'File')) return { kind: 'file', file: given };
  throw new PerPixelError(
    'option-invalid',
    `A background cannot be ${readableValue(given)}.`,
    'Give a text such as blur 0.8 or #204060, the address of an image or a video, or a File.',
  );
}
