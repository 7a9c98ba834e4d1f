import { readdir, readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';
import { formatOf } from '../../src/core/manifest/format.ts';
import type { ModelManifest } from '../../src/core/manifest/manifest.ts';
import { inOwnFormat } from '../../src/core/manifest/own-format.ts';
import { BUILT_MODELS } from './places.ts';

/** A model as it is packed. */
export interface PackedModel {
  readonly id: string;
  readonly manifest: ModelManifest;
  /** All that the manifest names. */
  readonly files: readonly string[];
  /** The package that it is in. */
  readonly from: string;
  /** Why that is one of its own; null: it is inside. */
  readonly why: string | null;
}

/** Bytes of a model's files that everybody installs, be it used or not. */
const LARGEST = 6e6;

/** A size of a model that is inside, by its id: the package has room for one. */
const FURTHER_SIZE: Readonly<Record<string, string>> = { 'driving-small-street': 'driving-street' };

/**
 * Why a model is a package of its own, in words that go on from “since”: whoever may not use it must not get it by accident, nor
 * what is large or a further size; null: it is inside.
 */
export function whyApart(manifest: ModelManifest): string | null {
  const { id, licence } = manifest;
  if (/-NC\b/i.test(licence)) return `its licence (${licence}) binds whoever uses it`;
  const other = FURTHER_SIZE[id];
  if (other) return `it is another size of ${other}`;
  const bytes = filesOf(inOwnFormat(manifest)).reduce((sum, each) => sum + each.bytes, 0);
  return bytes > LARGEST ? `it is large (${Math.round(bytes / 1e6)} MB)` : null;
}

type Files = Pick<ModelManifest, 'file' | 'bytes' | 'variants' | 'weights' | 'networks' | 'heads'>;

/** All that the manifest names, each once. */
function filesOf({ file, bytes, variants = [], weights = [], networks = [], heads }: Files) {
  const parts = [...networks, ...(heads ? [heads] : [])];
  const further = [...variants, ...weights, ...parts, ...parts.flatMap((part) => part.variants ?? [])];
  return [...new Map([{ file, bytes }, ...further].map((each) => [each.file, each])).values()];
}

/**
 * Bytes of a variant that is not worth them to those who only install it: a GPU takes the model's own file as well as one in half
 * precision, and ONNX Runtime where LiteRT would take another.
 */
const LARGEST_INSIDE = 1e6;
/** The same where the model is a package of its own. */
const LARGEST_APART = 10e6;

/** As it is packed: a package has to stay below 25 MB. @param most bytes of a variant that others can stand in for */
function slim(manifest: ModelManifest, most: number): ModelManifest {
  const own = formatOf(manifest);
  const small = manifest.variants?.filter(
    ({ precision, format = own, bytes }) => (precision !== 'float16' && format === own) || bytes <= most,
  );
  const { variants: _all, ...rest } = manifest;
  const slimmed = small && small.length > 0 ? { ...rest, variants: small } : rest;
  // the parts go along with what they are parts of
  return small?.some(({ format = own }) => format !== own) ? slimmed : inOwnFormat(slimmed);
}

/** All that `npm run models` has made. */
export async function packedModels(): Promise<PackedModel[]> {
  const names = (await readdir(BUILT_MODELS)).filter((name) => /^[\w-]+\.json$/.test(name));
  return Promise.all(
    names.sort().map(async (name) => {
      const { start: _image, ...whole } = JSON.parse(await readFile(BUILT_MODELS + name, 'utf8')) as ModelManifest;
      const { id } = whole;
      const why = whyApart(whole);
      const manifest = slim(whole, why === null ? LARGEST_INSIDE : LARGEST_APART);
      const files = filesOf(manifest).map(({ file }) => file);
      return { id, manifest, files, from: why === null ? 'perpixel' : `perpixel-model-${id}`, why };
    }),
  );
}

/** The object that `bundledModel` makes a manifest of: literally, so that a page's bundler sees each file. */
export function modelLiteral({ manifest: whole }: PackedModel): string {
  // a bundler finds none of LiteRT's own files, which are no part of the package
  const manifest = inOwnFormat(whole);
  const places = filesOf(manifest).map(({ file }) => `${JSON.stringify(file)}: () => __ASSET__('models/${file}')`);
  return `{ manifest: ${JSON.stringify(manifest)}, files: { ${places.join(', ')} } }`;
}

const TABLE = 'virtual:models';
const ONE = 'virtual:model/';

/** `virtual:models`: each model inside the package as a module of its own. */
export function modelTable(models: readonly PackedModel[]): Plugin {
  const inside = models.filter(({ from }) => from === 'perpixel');
  return {
    name: 'perpixel:model-table',
    resolveId: (id) => (id === TABLE || id.startsWith(ONE) ? `\0${id}` : null),
    load(id) {
      if (id.startsWith(`\0${ONE}`)) {
        const model = inside.find((each) => `\0${ONE}${each.id}` === id);
        return model ? `export default ${modelLiteral(model)};` : null;
      }
      if (id !== `\0${TABLE}`) return null;
      const imports = inside.map(({ id: model }) => `'${model}': () => import('${ONE}${model}')`);
      const others = models.filter(({ from }) => from !== 'perpixel');
      const own = others.map(({ id: model, from, why }) => [model, { name: from, why }]);
      return `export const MODELS = { ${imports.join(', ')} };\nexport const OWN_PACKAGES = ${JSON.stringify(Object.fromEntries(own))};`;
    },
  };
}
