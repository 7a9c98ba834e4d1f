import { PerPixelError } from '../core/errors/errors.ts';
import { isOf } from '../core/options/kind.ts';
import { addressOf } from './models.ts';

/** A video: its path, its address (file:, http:, https:), or its bytes. */
export type NodeVideo = string | URL | Blob | Uint8Array;

/**
 * As a thread opens it: an address, or the bytes.
 * @throws PerPixelError `option-invalid`
 */
export function videoOf(source: unknown): Blob | string {
  if (source instanceof Uint8Array) return new Blob([new Uint8Array(source)]);
  if (isOf<Blob>(source, 'Blob', 'File')) return source;
  if (isOf<URL>(source, 'URL')) return source.href;
  if (typeof source === 'string' && source !== '') return addressOf(source);
  throw new PerPixelError(
    'option-invalid',
    'This is no video.',
    'Give the path or the address of a file, or its bytes.',
  );
}
