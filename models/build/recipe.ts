import { readdir, readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelVariant } from '../../src/core/manifest/manifest.ts';
import type { Places } from './places.ts';
import { readPin, readSource, sourcePath } from './pinned-source.ts';

/** A manifest before its file's hash and size are known. */
type Draft = Readonly<Record<string, unknown>>;

/** How one model comes about. */
export interface Recipe {
  readonly id: string;
  readonly manifest: Draft;
  /** Files, beside our own sources, that the result depends on. */
  readonly inputs: readonly string[];
  /** The ONNX file. */
  make(): Promise<Uint8Array>;
  readonly variants: readonly VariantRecipe[];
  /** Whether a first visit begins with the memory of a runtime that has opened it: what people look at, and not what tests do. */
  readonly starts: boolean;
}

/** The same network in another file. */
interface VariantRecipe {
  /** `<id>.<suffix>.onnx` */
  readonly suffix: string;
  readonly facts: Pick<ModelVariant, 'backend' | 'precision'>;
  /** @param onnx the model's own file */
  make(onnx: Uint8Array): Promise<Uint8Array>;
}

/** For graphics adapters that calculate with halves. */
const HALF: VariantRecipe = {
  suffix: 'half',
  facts: { backend: 'webgpu', precision: 'float16' },
  make: async (onnx) => (await import('../convert/half-precision.ts')).toHalfPrecision(onnx),
};

/** A recipe for each folder with a manifest, by name. */
export async function readRecipes(places: Places): Promise<Recipe[]> {
  const entries = await readdir(places.models, { withFileTypes: true });
  const ids = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const described = ids.filter((id) => existsSync(join(places.models, id, 'manifest.json')));
  return Promise.all(described.sort().map((id) => readRecipe(id, places)));
}

async function readRecipe(id: string, places: Places): Promise<Recipe> {
  const folder = join(places.models, id);
  const path = join(folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8')) as Draft;
  if (manifest['id'] !== id) throw new Error(`${path}: the id should be the folder's name, "${id}"`);
  const pin = join(folder, 'convert.json');
  if (existsSync(pin)) return converted(id, manifest, [path, pin], places);
  // The converter is loaded only when something is to be made: that keeps the check of a finished build quick.
  if (id === 'tiny')
    return {
      id,
      manifest,
      inputs: [path],
      make: async () => (await import('../tiny/make.ts')).makeTiny(),
      variants: [],
      starts: false,
    };
  const file = join(folder, String(manifest['file']));
  return { id, manifest, inputs: [path, file], make: () => committed(file, path), variants: [HALF], starts: true };
}

async function converted(id: string, manifest: Draft, own: readonly string[], places: Places): Promise<Recipe> {
  const [, pinPath = ''] = own;
  const pin = await readPin(pinPath);
  const convert = async (how: 'tfliteToOnnx' | 'tfliteToWasmOnnx'): Promise<Uint8Array> => {
    const converter = await import('../convert/tflite-to-onnx.ts');
    return converter[how](await readSource(pin, places.packages, pinPath), id);
  };
  return {
    id,
    manifest,
    inputs: [...own, sourcePath(pin, places.packages)],
    make: () => convert('tfliteToOnnx'),
    variants: [
      {
        suffix: 'wasm',
        facts: { backend: 'wasm', precision: 'float32' },
        make: () => convert('tfliteToWasmOnnx'),
      },
      HALF,
    ],
    starts: true,
  };
}

async function committed(file: string, manifest: string): Promise<Uint8Array> {
  return readFile(file).catch((cause: unknown) => {
    throw new Error(`${file} is missing, which ${manifest} names. Put the file there, or remove the manifest.`, {
      cause,
    });
  });
}
