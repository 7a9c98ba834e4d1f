import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FormatVariant, HeadsFile, NetworkManifest } from '../../src/core/manifest/base.ts';
import { parseManifest, type ModelVariant } from '../../src/core/manifest/manifest.ts';
import type { StartImage } from '../../src/core/manifest/start-image.ts';
import { writeAtomically } from './atomic-file.ts';
import { sha256 } from './hash.ts';
import { OWN_SOURCES, PROJECT, type Places } from './places.ts';
import { readRecipes, type Recipe, type VariantRecipe } from './recipe.ts';
import type { TakenImage } from '../start/start-image.ts';
import { hashFiles, readStamp, sameHashes, type Stamp } from './stamp.ts';

interface BuildOptions {
  /** Default: this project's own. */
  readonly places?: Places;
  /** Builds even if nothing has changed. Default false. */
  readonly force?: boolean;
  readonly log?: (line: string) => void;
}

type BuildResult = 'built' | 'up to date';

const STAMP = '.stamp.json';

/**
 * Writes `<id>.onnx` and `<id>.json` for every model, unless they are there already and nothing has changed.
 *
 * @throws Error that names the model, what is wrong and the remedy.
 */
export async function buildModels({
  places = PROJECT,
  force = false,
  log = () => {},
}: BuildOptions = {}): Promise<BuildResult> {
  const stampPath = join(places.dist, STAMP);
  const recipes = await readRecipes(places);
  const inputs = await hashFiles(inputPaths(recipes, places));
  if (!force && (await isUpToDate(await readStamp(stampPath), inputs))) return 'up to date';
  await mkdir(places.dist, { recursive: true });
  const outputs: Record<string, string> = {};
  for (const recipe of recipes) {
    const bytes = await build(recipe, places.dist, outputs);
    log(`${recipe.id}.onnx  ${bytes} bytes`);
  }
  await removeLeftovers(places.dist, outputs);
  // Last: a build that was interrupted leaves no stamp that fits.
  await writeAtomically(stampPath, JSON.stringify({ inputs, outputs } satisfies Stamp, null, 2));
  return 'built';
}

function inputPaths(recipes: readonly Recipe[], { packages }: Places): string[] {
  const libraries = ['flatbuffers', 'onnx-proto', 'onnxruntime-web'].map((name) =>
    join(packages, name, 'package.json'),
  );
  return [...OWN_SOURCES, ...libraries, ...recipes.flatMap((recipe) => recipe.inputs)];
}

async function isUpToDate(stamp: Stamp | undefined, inputs: Stamp['inputs']): Promise<boolean> {
  if (!stamp || !sameHashes(stamp.inputs, inputs)) return false;
  return sameHashes(stamp.outputs, await hashFiles(Object.keys(stamp.outputs)));
}

/** Returns the size of the ONNX file in bytes. */
async function build(recipe: Recipe, dist: string, outputs: Record<string, string>): Promise<number> {
  const { id } = recipe;
  try {
    const onnx = await recipe.make();
    const variants = await makeVariants(recipe.id, recipe.variants, onnx);
    const networks = await makeNetworks(recipe);
    const start = recipe.starts ? await makeStart(id, fileOnWasm(onnx, variants)) : null;
    const heads = await makeHeads(recipe);
    const manifest = `${JSON.stringify(finishManifest(recipe, onnx, { variants, networks, heads, start }), null, 2)}\n`;
    for (const [name, content] of [
      [`${id}.onnx`, onnx],
      ...[...variants, ...networks, ...(heads ? [heads, ...heads.variants] : []), ...(start ? [start] : [])].map(
        ({ facts, bytes }) => [facts.file, bytes] as const,
      ),
      [`${id}.json`, Buffer.from(manifest)],
    ] as const) {
      await writeAtomically(join(dist, name), content);
      outputs[join(dist, name)] = sha256(content);
    }
    return onnx.length;
  } catch (cause) {
    throw new Error(`Model "${id}": ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

interface Variant {
  readonly facts: ModelVariant;
  readonly bytes: Uint8Array;
}

interface Network {
  readonly facts: Pick<NetworkManifest, 'file' | 'sha256' | 'bytes'>;
  readonly name: string;
  readonly bytes: Uint8Array;
}

async function makeNetworks({ id, networks = [] }: Recipe): Promise<Network[]> {
  return Promise.all(
    networks.map(async ({ name, make }) => {
      const bytes = await make();
      return { name, facts: { file: `${id}.${name}.onnx`, sha256: sha256(bytes), bytes: bytes.length }, bytes };
    }),
  );
}

interface HeadsPart {
  readonly facts: HeadsFile;
  readonly bytes: Uint8Array;
  readonly variants: readonly { readonly facts: FormatVariant; readonly bytes: Uint8Array }[];
}

async function makeHeads({ id, manifest, heads }: Recipe): Promise<HeadsPart | null> {
  if (!heads) return null;
  const bytes = await heads.make();
  const described = manifest['heads'] as HeadsFile;
  checkFacts(described, bytes);
  const name = `${id}.heads`;
  const variants = await makeVariants(name, heads.variants, bytes);
  const listed = variants.length > 0 ? { variants: variants.map(({ facts }) => facts) } : {};
  return { facts: { ...described, file: `${name}.onnx`, ...listed }, bytes, variants };
}

/** Without those that turn out to be the file itself. */
async function makeVariants<Facts>(name: string, variants: readonly VariantRecipe<Facts>[], onnx: Uint8Array) {
  const made = await Promise.all(
    variants.map(async ({ ending, facts, make }) => {
      const bytes = await make(onnx);
      return {
        facts: { ...facts, file: `${name}.${ending}`, sha256: sha256(bytes), bytes: bytes.length },
        bytes,
      };
    }),
  );
  return made.filter(({ facts }) => facts.sha256 !== sha256(onnx));
}

/** What is opened where there is no graphics adapter. */
function fileOnWasm(onnx: Uint8Array, variants: readonly Variant[]): Uint8Array {
  return variants.find(({ facts }) => facts.backend === 'wasm')?.bytes ?? onnx;
}

interface Start {
  readonly facts: StartImage;
  readonly bytes: Uint8Array;
}

/** By the hash of the ONNX file: to take one takes seconds, and it is the same bytes each time. */
const taken = new Map<string, Promise<TakenImage>>();

async function makeStart(id: string, onnx: Uint8Array): Promise<Start> {
  const { takeStartImage } = await import('../start/start-image.ts');
  const hash = sha256(onnx);
  const taking = taken.get(hash) ?? takeStartImage(onnx);
  taken.set(hash, taking);
  const { facts, bytes } = await taking;
  return { facts: { ...facts, file: `${id}.start.bin`, sha256: sha256(bytes), bytes: bytes.length }, bytes };
}

interface Made {
  readonly variants: readonly Variant[];
  readonly networks: readonly Network[];
  readonly heads: HeadsPart | null;
  readonly start: Start | null;
}

/** A committed manifest already says what its file should be; a converted model's says it from now on. */
function finishManifest(
  { id, manifest }: Recipe,
  onnx: Uint8Array,
  { variants, networks, heads, start }: Made,
): Record<string, unknown> {
  const found = checkFacts(manifest, onnx);
  const listed = variants.length > 0 ? { variants: variants.map(({ facts }) => facts) } : {};
  const started = start ? { start: start.facts } : {};
  const described = (manifest['networks'] ?? []) as readonly { readonly name: string }[];
  const further = described.map((each) => ({ ...each, ...networks.find(({ name }) => name === each.name)?.facts }));
  const besides = {
    ...(further.length > 0 ? { networks: further } : {}),
    ...(heads ? { heads: heads.facts } : {}),
  };
  const finished = { ...manifest, file: `${id}.onnx`, ...found, ...listed, ...besides, ...started };
  parseManifest(finished);
  return finished;
}

/**
 * @param said a file's part of a manifest, which may leave its hash and size open
 * @throws Error where the file is another one
 */
function checkFacts(said: Readonly<Record<string, unknown>> | HeadsFile, bytes: Uint8Array) {
  const found = { sha256: sha256(bytes), bytes: bytes.length };
  const { file, ...expected } = said as { readonly file?: string; readonly sha256?: string; readonly bytes?: number };
  for (const key of ['sha256', 'bytes'] as const) {
    if (expected[key] === undefined || expected[key] === found[key]) continue;
    throw new Error(
      `${file} is not the file its manifest describes: expected ${key} ${JSON.stringify(expected[key])}, ` +
        `found ${found[key]}. Put the right file back, or correct the manifest.`,
    );
  }
  return found;
}

async function removeLeftovers(dist: string, outputs: Readonly<Record<string, string>>): Promise<void> {
  const entries = await readdir(dist, { withFileTypes: true });
  const visible = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'));
  const paths = visible.map((entry) => join(dist, entry.name)).filter((path) => !(path in outputs));
  // Another build may be removing the same ones.
  await Promise.all(paths.map((path) => rm(path, { force: true })));
}
