import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Beside the entry. */
export const THREADS: URL = new URL('./node/', import.meta.url);

/** Of the package itself, and of the package that a model may have to itself, wherever Node finds that. */
export function modelFolders(id: string): readonly URL[] {
  const own = `perpixel-model-${id}`;
  const from = [join(process.cwd(), 'package.json'), import.meta.url];
  const places = from.flatMap((file) => createRequire(file).resolve.paths(own) ?? []);
  return [
    new URL('./assets/models/', import.meta.url),
    ...[...new Set(places)].map((place) => pathToFileURL(`${join(place, own, 'lib/assets/models')}/`)),
  ];
}
