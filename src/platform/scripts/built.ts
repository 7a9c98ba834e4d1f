import { PerPixelError } from '../../core/errors/errors.ts';

/** How the site's workers are started: as modules, which share chunks. The package has `packaged.ts` in its place. */
export const WORKER_TYPE = 'module';

/**
 * What an address holds that nobody has to be connected for. Here none does: files are the server's, and a page whose policy
 * allows no `data:` gets none.
 */
export const atHand: (address: string) => Response | null | Promise<Response | null> = () => null;

/** Why an address that nobody has to be connected for holds nothing; null: it is no such address. */
export const absent: (address: string) => { readonly problem: string; readonly remedy: string } | null = () => null;

/** A script of the page's own that runs one of another origin. */
export function importing(address: string): string {
  return `import ${JSON.stringify(address)};`;
}

/** What is said of a worker whose script did not load; null: what is said of any that stops. */
export function notLoaded(_address: string): PerPixelError | null {
  return null;
}

/**
 * A part of a worker that is fetched when it is needed.
 * @param load an `import()`, of which the build makes a chunk
 * @throws PerPixelError `backend-unavailable` where it does not come
 */
export function part<Part>(load: () => Promise<Part>): Promise<Part> {
  return load().catch((cause: unknown) => {
    throw new PerPixelError(
      'backend-unavailable',
      'A part of perpixel’s worker did not load.',
      'Check that all files beside perpixel.js were copied too, and that the connection works; then reload.',
      { cause },
    );
  });
}
