import { readdir, readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FormatVariant } from '../../src/core/manifest/base.ts';
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
  /** Its further networks, by the names that the manifest gives them. */
  readonly networks?: readonly NetworkRecipe[];
  /** The file of its heads, which the manifest describes; absent: its own file has all outputs. */
  readonly heads?: HeadsRecipe;
  /** Whether a first visit begins with the memory of a runtime that has opened it: what people look at, and not what tests do. */
  readonly starts: boolean;
}

/** `<id>.heads.onnx`, and what is made of it beside. */
interface HeadsRecipe {
  make(): Promise<Uint8Array>;
  readonly variants: readonly VariantRecipe<Pick<FormatVariant, 'format'>>[];
}

/** `<id>.<name>.onnx` */
interface NetworkRecipe {
  readonly name: string;
  make(): Promise<Uint8Array>;
}

/** The same network in another file. */
export interface VariantRecipe<Facts = Pick<ModelVariant, 'backend' | 'precision' | 'format'>> {
  /** `<id>.<ending>` */
  readonly ending: string;
  readonly facts: Facts;
  /** @param onnx the model's own file */
  make(onnx: Uint8Array): Promise<Uint8Array>;
}

/** How weights are stored that are not as they came. */
const WEIGHTS = { small: 'tfliteToSmallOnnx', rounded: 'tfliteToRoundedOnnx' } as const;

/** For graphics adapters that calculate with halves. */
const HALF: VariantRecipe = {
  ending: 'half.onnx',
  facts: { backend: 'webgpu', precision: 'float16' },
  make: async (onnx) => (await import('../convert/half-precision.ts')).toHalfPrecision(onnx),
};

/** For LiteRT, where a network is faster as the converter arranges it than as its package has it. One that cannot be written so is run from its own file alone. */
const TFLITE = {
  ending: 'tflite',
  facts: { format: 'tflite' },
  async make(onnx: Uint8Array): Promise<Uint8Array> {
    const { onnxToTflite } = await import('../convert/onnx-to-tflite.ts');
    try {
      return onnxToTflite(onnx);
    } catch (why) {
      console.warn(`No .tflite is made: ${why instanceof Error ? why.message : String(why)}`);
      return onnx;
    }
  },
};

/** The same of a model's own file. */
const NETWORK_TFLITE: VariantRecipe = { ...TFLITE, facts: { ...TFLITE.facts, precision: 'float32' } };

/** Of a larger network's file, bytes, the memory of a runtime that has opened it takes longer to fetch than it saves. */
const LARGEST_TO_START = 6e6;

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
  const make = () => committed(file, path);
  // what is fed weights is no picture's network alone: neither halves nor LiteRT take it, nor is it what a visit begins with
  if (manifest['task'] === 'features') return { id, manifest, inputs: [path, file], make, variants: [], starts: false };
  const starts = Number(manifest['bytes']) <= LARGEST_TO_START;
  const own = { id, manifest, make, variants: [HALF, NETWORK_TFLITE], starts };
  const { heads } = manifest as { readonly heads?: { readonly file: string } };
  if (!heads) return { ...own, inputs: [path, file] };
  const beside = join(folder, heads.file);
  return { ...own, inputs: [path, file, beside], heads: { make: () => committed(beside, path), variants: [TFLITE] } };
}

async function converted(id: string, manifest: Draft, own: readonly string[], places: Places): Promise<Recipe> {
  const [, pinPath = ''] = own;
  const pin = await readPin(pinPath);
  const convert = async (source: typeof pin, how: 'tfliteToOnnx' | 'tfliteToWasmOnnx'): Promise<Uint8Array> => {
    const converter = await import('../convert/tflite-to-onnx.ts');
    const file = await readSource(source, places.packages, pinPath);
    return converter[source.weights ? WEIGHTS[source.weights] : how](file, id, source.outputs);
  };
  const further = Object.entries(pin.networks ?? {}).map(([name, network]) => ({ name, pin: { ...pin, ...network } }));
  const inputs = [
    ...own,
    ...[pin, ...further.map((each) => each.pin)].map((each) => sourcePath(each, places.packages)),
  ];
  const make = () => convert(pin, 'tfliteToOnnx');
  // a task that looks at pieces of the picture runs them where they lie, and a snapshot holds one network
  if (further.length > 0) {
    const networks = further.map(({ name, pin: source }) => ({ name, make: () => convert(source, 'tfliteToOnnx') }));
    return { id, manifest, inputs, make, variants: [], networks, starts: false };
  }
  const wasm: VariantRecipe = {
    ending: 'wasm.onnx',
    facts: { backend: 'wasm', precision: 'float32' },
    make: () => convert(pin, 'tfliteToWasmOnnx'),
  };
  return { id, manifest, inputs, make, variants: [wasm, HALF, NETWORK_TFLITE], starts: pin.snapshot };
}

async function committed(file: string, manifest: string): Promise<Uint8Array> {
  return readFile(file).catch((cause: unknown) => {
    throw new Error(`${file} is missing, which ${manifest} names. Put the file there, or remove the manifest.`, {
      cause,
    });
  });
}
