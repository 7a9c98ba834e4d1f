import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { modelFolders } from '#files';
import { PerPixelError } from '../core/errors/errors.ts';
import { BUNDLED_MODELS, isModelId } from '../core/manifest/catalog.ts';
import { withAddresses } from '../core/manifest/file-addresses.ts';
import type { ModelManifest } from '../core/manifest/manifest.ts';

/**
 * A model as a thread opens it: the address of its manifest, or the manifest with its files' addresses.
 * @param model a bundled id, a path or address of a manifest, or a manifest, whose files are relative to the working folder
 * @param assets a folder that has the models in its `models/`; default: the package's
 * @throws PerPixelError `model-download`
 */
export function modelAddress(model: string | ModelManifest, assets: string | undefined): string | ModelManifest {
  if (typeof model !== 'string') return withAddresses(model, (file) => new URL(file, addressOf('./')).href);
  if (!isModelId(model)) return present(addressOf(model));
  const folders = assets === undefined ? modelFolders(model) : [new URL('models/', addressOf(`${assets}/`))];
  const found = folders.map((folder) => new URL(`${model}.json`, folder)).find(isThere);
  if (found) return found.href;
  const ships = BUNDLED_MODELS.some(({ id }) => id === model);
  throw new PerPixelError(
    'model-download',
    `There is no model “${model}” ${assets === undefined ? 'here' : `in ${assets}`}.`,
    ships && assets === undefined
      ? `It is a package of its own: run “npm install perpixel-model-${model}”.`
      : `Use ${BUNDLED_MODELS.map(({ id }) => id).join(', ')}, or the path of a manifest.`,
  );
}

/** An address in full; what is none is a path. */
export function addressOf(pathOrAddress: string): string {
  // a drive's letter is no scheme
  return /^[a-z][a-z\d+.-]+:/i.test(pathOrAddress) ? pathOrAddress : pathToFileURL(resolved(pathOrAddress)).href;
}

/** A folder keeps its slash. */
function resolved(path: string): string {
  return path.endsWith('/') ? `${resolve(path)}/` : resolve(path);
}

function isThere(address: URL): boolean {
  // what lies elsewhere is found when it is fetched
  return address.protocol !== 'file:' || existsSync(address);
}

function present(address: string): string {
  if (isThere(new URL(address))) return address;
  throw new PerPixelError(
    'model-download',
    `There is no file ${fileURLToPath(address)}.`,
    'Use a bundled id, or the path or address of a manifest.',
  );
}
