import type { PerPixelError } from '../../core/errors/errors.ts';
import { unreachable } from '../places.ts';

/**
 * How the package's workers are started: as classic scripts without an import in them. Other people's bundlers copy them as
 * they are; some rewrite what looks like a module on the way, and spoil it.
 */
export const WORKER_TYPE = 'classic';

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
