import { PerPixelError } from '../../core/errors/errors.ts';
import { withAddresses } from '../../core/manifest/file-addresses.ts';
import type { ModelManifest } from '../../core/manifest/manifest.ts';
import { placeOf, type Places } from '../../platform/places.ts';
import { MODELS, OWN_PACKAGES, type ModelFiles } from 'virtual:models';

/** Its files lie where a page's bundler or `npx perpixel assets` puts them, workers' scripts too. */
export const PACKAGED: boolean = true;

/** Models of packages of their own put themselves here when they are imported: both know the key, and neither the other. */
const REGISTRY = Symbol.for('perpixel.models');

/**
 * @returns the manifest with the absolute address of each of its files
 * @throws PerPixelError `model-download` where it is not here, with what to install
 */
export async function bundledModel(id: string): Promise<ModelManifest> {
  const model = registered()?.get(id) ?? (await MODELS[id]?.())?.default;
  if (model) return placed(model, MODELS[id] ? undefined : OWN_PACKAGES[id]?.name);
  const from = OWN_PACKAGES[id];
  throw from === undefined
    ? new PerPixelError(
        'model-download',
        `There is no model “${id}” here.`,
        `Use ${[...Object.keys(MODELS), ...(registered()?.keys() ?? [])].join(', ')}, or the address of a manifest.`,
      )
    : new PerPixelError(
        'model-download',
        `The model “${id}” is a package of its own, since ${from.why}, and it is not here.`,
        `Run “npm install ${from.name}”, and write “import '${from.name}';” in your page before the model is used.`,
      );
}

/** Whether it is inside the package, or of a package of its own that the page has imported. */
export function isHere(id: string): boolean {
  return id in MODELS || (registered()?.has(id) ?? false);
}

function registered(): ReadonlyMap<string, ModelFiles> | undefined {
  return (globalThis as { [REGISTRY]?: ReadonlyMap<string, ModelFiles> })[REGISTRY];
}

/** @param from the package that it came in, where that is not this one */
function placed({ manifest, files }: ModelFiles, from: string | undefined): ModelManifest {
  return withAddresses(manifest, (name) => placeOf(`models/${name}`, files[name], from).href);
}

/** Every file that a worker may have to fetch: it finds none by itself. */
export function runtimePlaces(): Places {
  return Object.fromEntries(Object.entries(FILES).map(([name, own]) => [name, placeOf(name, own).href]));
}

/** What a manifest without an address is relative to. */
export function ownFolder(): string {
  return document.baseURI;
}

/** Each literally, so that a page's bundler sees it; the package's build makes an address of each. */
const FILES: Readonly<Record<string, () => URL>> = {
  'ort.wasm.js': () => __ASSET__('ort.wasm.js'),
  'ort.jspi.js': () => __ASSET__('ort.jspi.js'),
  'ort.asyncify.js': () => __ASSET__('ort.asyncify.js'),
  'ort.wasm': () => __ASSET__('ort.wasm'),
  'ort.jspi.wasm': () => __ASSET__('ort.jspi.wasm'),
  'ort.asyncify.wasm': () => __ASSET__('ort.asyncify.wasm'),
  'pipeline.gpu-part.js': () => __ASSET__('pipeline.gpu-part.js'),
  'pipeline.provoke.js': () => __ASSET__('pipeline.provoke.js'),
  'pipeline.sha2.js': () => __ASSET__('pipeline.sha2.js'),
  'labelling.worker.js': () => __ASSET__('labelling.worker.js'),
  'postprocess.worker.js': () => __ASSET__('postprocess.worker.js'),
};
