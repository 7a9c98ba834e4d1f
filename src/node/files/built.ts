import { pathToFileURL } from 'node:url';

const ROOT = new URL('../../../', import.meta.url);

/** Where the scripts of Node's threads lie: `.config/node` builds them. The package has `packaged.ts` in place of this. */
export const THREADS: URL = new URL('.types/node/', ROOT);

/** Folders that may hold a bundled model's manifest. */
export function modelFolders(_id: string): readonly URL[] {
  return [new URL('models/dist/', ROOT), new URL('models/', pathToFileURL(`${process.cwd()}/`))];
}
