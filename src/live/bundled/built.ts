import type { ModelManifest } from '../../core/manifest/manifest.ts';
import type { Places } from '../../platform/places.ts';

/** Whether this is the npm package, whose files lie where a page's bundler or an embedder puts them, workers' scripts too. */
export const PACKAGED: boolean = false;

/** The manifest of a model that is part of the library; null: it is fetched, from beside the library. */
export async function bundledModel(_id: string): Promise<ModelManifest | null> {
  return null;
}

/** Where the runtime's files lie; null: the worker that loads them knows. */
export function runtimePlaces(): Places | null {
  return null;
}

/** Where models lie that are named by an id or by a manifest without an address. */
export function ownFolder(): string {
  const here = import.meta.url;
  return import.meta.env.DEV ? new URL('/lib/', here).href : new URL('./', here).href;
}

/** Whether a model that we know can be had by its id; whoever copies the library has them all. */
export function isHere(_id: string): boolean {
  return true;
}
