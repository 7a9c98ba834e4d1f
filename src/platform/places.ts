import { PerPixelError } from '../core/errors/errors.ts';
import { isOf } from '../core/options/kind.ts';
import { readableValue } from '../core/options/readable-value.ts';

/** Absolute addresses of the package's files, by the names that they have in its folder `assets`. */
export type Places = Readonly<Record<string, string>>;

/** What to do about a file of the package that did not come. */
export const MISSING = missing('');

/** What to do about LiteRT's files, which are no part of the package. */
export const MISSING_LITERT = `Install LiteRT beside perpixel (npm install @litertjs/core). ${MISSING}`;

/** What to do about a model that did not come. */
export function missingModel(id: string): string {
  return missing(` --model ${id}`);
}

function missing(flags: string): string {
  return `If your bundler or server leaves the package’s files behind: run “npx perpixel assets public/perpixel${flags}” so that your server has them, and call setAssets("/perpixel/") before anything else of perpixel.`;
}

/** What the page said, as it said it; a server has no address to resolve it against. */
let folder: string | null = null;
/** In a worker: what its page handed over, as a worker finds nothing by itself. */
let received: Places = {};

/**
 * The folder that workers, runtime and models are fetched from, in place of where the page's bundler put them: what
 * `npx perpixel assets FOLDER` made, or a copy of the package's `lib/assets`. Of anything opened from then on.
 * @param address relative ones hold for the page; null: no folder any more
 * @throws PerPixelError `option-invalid`
 */
export function setAssets(address: string | URL | null): void {
  folder = address === null ? null : folderAt(address);
}

function folderAt(address: unknown): string {
  const text = isOf<URL>(address, 'URL') ? address.href : address;
  if (typeof text === 'string' && text !== '') return text.replace(/\/?$/, '/');
  throw new PerPixelError(
    'option-invalid',
    `The folder of assets cannot be ${readableValue(address)}.`,
    'Give setAssets() the address of a folder, as "/perpixel/", or null.',
  );
}

/** What `setAssets` was called with, with a slash at the end; null: nothing. */
export function assetsFolder(): string | null {
  return folder;
}

/** In a worker: takes over what its page says, be it a folder or every address. */
export function receivePlaces(given: string | Places | null): void {
  setAssets(typeof given === 'string' ? given : null);
  received = given !== null && typeof given === 'object' ? given : {};
}

/**
 * Where a file of the package lies.
 * @param own where the page's bundler put it
 * @param from the package that it was installed with
 * @throws PerPixelError `assets-unreachable` where nobody says
 */
export function placeOf(name: string, own?: () => URL, from = 'perpixel'): URL {
  const known = received[name];
  if (known !== undefined) return new URL(known);
  if (folder !== null) return new URL(folder + name, base());
  try {
    if (own) return inFull(own(), from);
  } catch (cause) {
    // a bundle that is no module has no address that anything could lie beside
    throw nowhere(name, cause);
  }
  throw nowhere(name, null);
}

/**
 * As an address in full: what Next.js makes of `new URL(…)` has a path alone, of the page's own origin. And Vite before 8 keeps
 * our modules in a cache of its own while one develops, and nothing of what lies beside them.
 */
function inFull({ href }: URL, from: string): URL {
  return new URL(href.replace(/\/\.vite\/deps(?:_\w+)?\//, `/${from}/lib/`), base());
}

/** What a folder's address is relative to: a server has nothing. */
function base(): string | undefined {
  const { document, location } = globalThis as {
    readonly document?: { readonly baseURI: string };
    readonly location?: { readonly href: string };
  };
  return document?.baseURI ?? location?.href;
}

function nowhere(name: string, cause: unknown): PerPixelError {
  return new PerPixelError('assets-unreachable', `Where ${name} lies is not known to this bundle.`, MISSING, { cause });
}

/**
 * A file of the package did not come.
 * @param why reads on from “could not be loaded:”
 */
export function unreachable(what: string, why: string, cause?: unknown, remedy = ''): PerPixelError {
  return new PerPixelError(
    'assets-unreachable',
    `${what} could not be loaded: ${why}.`,
    [remedy, MISSING].filter(Boolean).join(' '),
    { cause },
  );
}
