import type { PerPixelError } from '../../core/errors/errors.ts';

/** How the site's workers are started: as modules, which share chunks. The package has `packaged.ts` in its place. */
export const WORKER_TYPE = 'module';

/** A script of the page's own that runs one of another origin. */
export function importing(address: string): string {
  return `import ${JSON.stringify(address)};`;
}

/** What is said of a worker whose script did not load; null: what is said of any that stops. */
export function notLoaded(_address: string): PerPixelError | null {
  return null;
}
