import { copyFile, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { PerPixelError } from '../../core/errors/errors.ts';
import { BUNDLED_MODELS, BY_SHAPE } from '../../core/manifest/catalog.ts';
import { bestFile } from '../../core/manifest/best-file.ts';
import { formatOf } from '../../core/manifest/format.ts';
import type { ModelManifest } from '../../core/manifest/manifest.ts';
import { inOwnFormat } from '../../core/manifest/own-format.ts';
import type { Backend } from '../../core/tuning/backend.ts';
import type { Precision } from '../../core/tuning/tuning.ts';

export interface AssetsChoice {
  /** The package's folder of assets. */
  readonly from: string;
  /** Where they go; made where it is missing. */
  readonly to: string;
  /** Where packages are looked for that models come in. */
  readonly project: string;
  /** Ids, also several in one with commas; none: all that are in the package itself or installed beside it. */
  readonly models: readonly string[];
  /** null: for every one. */
  readonly backend: Backend | null;
}

export interface CopiedFile {
  /** Relative to the folder. */
  readonly name: string;
  readonly bytes: number;
}

/** What the names of packages begin with that hold a model each. */
const PACKAGE = 'perpixel-model-';

/** Files of the runtime, and the part of a worker, that serve one backend alone. */
const ONE_BACKEND: Readonly<Record<Backend, readonly string[]>> = {
  wasm: ['ort.wasm.js', 'ort.wasm'],
  webgpu: ['pipeline.gpu-part.js', 'ort.jspi.js', 'ort.jspi.wasm', 'ort.asyncify.js', 'ort.asyncify.wasm'],
};

/** LiteRT's builds for the CPU, by their names in its own package, which a project may have installed. */
const LITERT = ['litert_wasm_compat_internal', 'litert_wasm_internal', 'litert_wasm_threaded_internal'].flatMap(
  (name) => [`${name}.js`, `${name}.wasm`],
);

/** What each may run a model in. */
const PRECISIONS: Readonly<Record<Backend, readonly Precision[]>> = {
  wasm: ['float32'],
  webgpu: ['float32', 'float16'],
};
const DEVICES = ['wasm', 'webgpu'] as const satisfies readonly Backend[];

/**
 * Copies what a page fetches by its address.
 * @throws PerPixelError `option-invalid` for a model that is not installed, with how to get it, and for a folder that cannot be
 * written to
 */
export async function copyAssets(choice: AssetsChoice): Promise<CopiedFile[]> {
  const { from, to, backend } = choice;
  const unused = Object.entries(ONE_BACKEND).flatMap(([device, names]) =>
    device === (backend ?? device) ? [] : names,
  );
  const code = (await readdir(from)).filter((name) => /\.(js|wasm)$/.test(name) && !unused.includes(name));
  const litert = backend === 'webgpu' ? null : await liteRtOf(choice.project);
  const files = [
    ...code.map((name) => ({ name, source: from })),
    ...(litert ? LITERT.map((name) => ({ name, source: litert })) : []),
  ];
  const manifests: { readonly name: string; readonly manifest: ModelManifest }[] = [];
  for (const { id, folder } of await chosenModels(choice)) {
    const whole = await manifestIn(folder, id);
    // nobody looks for what is not there
    const manifest = litert ? whole : inOwnFormat(whole);
    manifests.push({ name: `models/${id}.json`, manifest });
    files.push(...filesOf(manifest, backend).map((name) => ({ name: `models/${name}`, source: folder })));
  }
  await mkdir(join(to, 'models'), { recursive: true }).catch((cause: unknown) => {
    throw new PerPixelError(
      'option-invalid',
      `Nothing can be copied to “${to}”: ${isBlocked(cause) ? 'there is a file in its place' : reasonOf(cause)}.`,
      'Name a folder that is there, or that can be made.',
      { cause },
    );
  });
  const copied = files.map(async ({ name, source }) => {
    const target = join(to, name);
    await copyFile(join(source, name), target);
    return { name, bytes: (await stat(target)).size };
  });
  const written = manifests.map(async ({ name, manifest }) => {
    const text = JSON.stringify(manifest);
    await writeFile(join(to, name), text);
    return { name, bytes: Buffer.byteLength(text) };
  });
  return Promise.all([...copied, ...written]);
}

function isBlocked(cause: unknown): boolean {
  return ['EEXIST', 'ENOTDIR'].includes((cause as { readonly code?: string }).code ?? '');
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

interface ChosenModel {
  readonly id: string;
  /** Of assets. */
  readonly folder: string;
}

async function chosenModels({ from, project, models }: AssetsChoice): Promise<ChosenModel[]> {
  const found = new Map([...(await installedModels(project)), ...(await modelsIn(from))]);
  const ids = models.length > 0 ? new Set(models.flatMap(chosenWith)) : found.keys();
  return [...ids].map((id) => ({ id, folder: found.get(id) ?? missing(id, [...found.keys()]) }));
}

/** The ids of the models in a folder of assets, with that folder; of one that is not there, none. */
async function modelsIn(folder: string): Promise<[string, string][]> {
  const names = await readdir(join(folder, 'models')).catch(() => []);
  return names.filter((name) => name.endsWith('.json')).map((name) => [name.slice(0, -'.json'.length), folder]);
}

/** Models of packages of their own, where the project has installed them. */
async function installedModels(project: string): Promise<[string, string][]> {
  const places = createRequire(join(resolve(project), 'package.json')).resolve.paths('perpixel') ?? [];
  const found = await Promise.all(
    // what is found nearest comes last, and stands in for the rest
    places.toReversed().map(async (place) => {
      const names = (await readdir(place).catch(() => [])).filter((name) => name.startsWith(PACKAGE));
      return Promise.all(names.map((name) => modelsIn(join(place, name, 'lib/assets'))));
    }),
  );
  return found.flat(2);
}

/** One, or several with commas, and what goes with each: a page that chooses by the picture's shape may want either of two. */
function chosenWith(named: string): string[] {
  const ids = named.split(',').filter((id) => id !== '');
  return ids.flatMap((id) => (BY_SHAPE.includes(id) ? BY_SHAPE : [id]));
}

function missing(id: string, found: readonly string[]): never {
  const name = PACKAGE + id;
  const own = BUNDLED_MODELS.some((each) => each.id === id);
  throw new PerPixelError(
    'option-invalid',
    `There is no model “${id}” here.`,
    own
      ? `It is a package of its own: run “npm install ${name}” first.`
      : `Use ${found.join(', ')}, one or several: “--model ${found.slice(0, 2).join(',')}”.`,
  );
}

async function manifestIn(folder: string, id: string): Promise<ModelManifest> {
  return JSON.parse(await readFile(join(folder, 'models', `${id}.json`), 'utf8')) as ModelManifest;
}

/** The folder of LiteRT's builds where the project has it installed; null: it has not. */
async function liteRtOf(project: string): Promise<string | null> {
  try {
    const main = createRequire(join(resolve(project), 'package.json')).resolve('@litertjs/core');
    const folder = join(dirname(dirname(main)), 'wasm');
    const names = await readdir(folder);
    return LITERT.every((name) => names.includes(name)) ? folder : null;
  } catch {
    return null;
  }
}

/** Those that the backend may take, in whichever precision suits the machine. */
function filesOf(manifest: ModelManifest, backend: Backend | null): string[] {
  const { weights = [], networks = [], heads } = manifest;
  const parts = [...networks, ...(heads ? [heads] : [])];
  const format = formatOf(manifest);
  const others = [manifest, ...parts].flatMap(({ variants = [] }) =>
    variants.filter((each) => each.format !== undefined && each.format !== format),
  );
  const further = [...weights, ...parts, ...(backend === 'webgpu' ? [] : others)];
  const own = (backend ? [backend] : DEVICES).flatMap((device) =>
    PRECISIONS[device].map((precision) => bestFile(manifest, device, precision)),
  );
  return [...new Set([...own, ...further].map(({ file }) => file))];
}
