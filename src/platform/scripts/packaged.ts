import type { PerPixelError } from '../../core/errors/errors.ts';
import { dataResponse } from '../download/data-address.ts';
import { placeOf, unreachable } from '../places.ts';

/**
 * How the package's workers are started: as classic scripts without an import in them. Other people's bundlers copy them as
 * they are; some rewrite what looks like a module on the way, and spoil it.
 */
export const WORKER_TYPE = 'classic';

/** A page's bundler may have put a small file into its script, as a `data:` address, which a strict policy lets nobody fetch. */
export const atHand: (address: string) => Response | null = dataResponse;

export const absent = (): null => null;

/** A script of the page's own that runs one of another origin. */
export function importing(address: string): string {
  const script = JSON.stringify(address);
  return `try { importScripts(${script}); } catch (e) { throw e.name === 'NetworkError' ? new Error('its script did not load') : e; }`;
}

/** What is said of a worker whose script did not load. */
export function notLoaded(address: string): PerPixelError {
  return unreachable(
    'A worker of perpixel',
    `its script did not come from ${address}`,
    undefined,
    'Check that it lies there, is served as JavaScript, and that “worker-src” of the page’s Content-Security-Policy allows it (and blob:, where it is of another origin); a page that is isolated needs the script served with “Cross-Origin-Embedder-Policy” too.',
  );
}

/** Of a worker. */
interface Scope {
  /** Where a part's script lies, for what the build puts in place of `import()`. */
  perpixelPlaceOf?(name: string): string;
}

/**
 * A part of a worker that is fetched when it is needed: a script of its own (`.config/package/worker-parts.ts`).
 * @throws PerPixelError `assets-unreachable` where it does not come
 */
export function part<Part>(load: () => Promise<Part>): Promise<Part> {
  (globalThis as Scope).perpixelPlaceOf = (name) => placeOf(name).href;
  return load().catch((cause: unknown) => {
    const { name, message } = cause as Partial<Error>;
    throw name === 'NetworkError' ? unreachable('A part of perpixel’s worker', String(message), cause) : cause;
  });
}
