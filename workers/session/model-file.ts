import { PerPixelError } from '../../src/shared/errors.ts';
import { parseManifest, type ModelSpec } from '../../src/shared/manifest.ts';
import type { Backend, OpenOptions, Progress } from '../../src/shared/protocol.ts';
import { sha256 } from '../../src/shared/sha256.ts';
import type { Precision } from '../../src/shared/tuning.ts';
import { download } from './download.ts';
import type { Start } from './instance.ts';
import { VERSIONS } from './versions.ts';

export interface ModelFile {
  readonly spec: ModelSpec;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A model whose manifest is known. */
export interface ModelSource {
  readonly spec: ModelSpec;
  /**
   * The file that serves a backend best in this precision, its hash checked before anything parses it. Downloaded once.
   * @throws PerPixelError `model-download`, `model-invalid`, `model-integrity`
   */
  file(backend: Backend, precision: Precision): Promise<ModelFile>;
  /** What a runtime on one thread may begin with, its hash checked; null where there is none, or not of this runtime. */
  start(): Promise<Start | null>;
}

/** What one file of a model should be. */
type FileFacts = Pick<ModelSpec, 'file' | 'sha256' | 'bytes'>;

/**
 * Reads a manifest.
 * @throws PerPixelError `model-download`, `model-invalid`
 */
export async function openModel(
  { model, assets }: Pick<OpenOptions, 'model' | 'assets'>,
  onProgress: (progress: Progress) => void,
): Promise<ModelSource> {
  const spec = parseManifest(typeof model === 'string' ? await readJson(model) : model);
  const base = typeof model === 'string' ? model : new URL('models/', assets).href;
  const loaded = new Map<string, Promise<ModelFile>>();
  return {
    spec,
    file(backend, precision) {
      const facts = bestFile(spec, backend, precision);
      const known = loaded.get(facts.file);
      if (known) return known;
      const loading = load(facts);
      loaded.set(facts.file, loading);
      // one that did not come is fetched again by whoever needs it next
      loading.catch(() => loaded.delete(facts.file));
      return loading;
    },
    async start() {
      const { start } = spec;
      if (start?.runtime !== VERSIONS.runtime) return null;
      // without it the file does
      const content = await fetchChecked(start).catch(() => null);
      return content && { image: start, content };
    },
  };

  async function load(facts: FileFacts): Promise<ModelFile> {
    return { spec, bytes: await fetchChecked(facts) };
  }

  async function fetchChecked(facts: FileFacts): Promise<Uint8Array<ArrayBuffer>> {
    const address = resolve(facts.file, base);
    const bytes = await download(address, { phase: 'model', bytes: facts.bytes, onProgress, failed: notDownloaded });
    await checkHash(spec.id, facts, bytes);
    return new Uint8Array(bytes);
  }
}

/** A variant made for this backend before one for all; without any, the model's own file. */
export function bestFile(spec: ModelSpec, backend: Backend, precision: Precision): FileFacts {
  const variants = (spec.variants ?? []).filter((each) => each.precision === precision);
  return (
    variants.find((each) => each.backend === backend) ?? variants.find((each) => each.backend === undefined) ?? spec
  );
}

async function readJson(address: string): Promise<unknown> {
  const response = await fetch(address).catch((cause: unknown) => {
    throw notDownloaded('the connection failed', cause);
  });
  if (!response.ok)
    throw notDownloaded(`the server answered ${response.status} for ${new URL(address).pathname}`, null);
  return response.json().catch((cause: unknown) => {
    throw new PerPixelError(
      'model-invalid',
      `What lies at ${new URL(address).pathname} is not a manifest in JSON.`,
      'Give the address of a manifest.json.',
      { cause },
    );
  });
}

function resolve(file: string, base: string): string {
  try {
    return new URL(file, base).href;
  } catch (cause) {
    throw new PerPixelError('model-invalid', `The manifest's "file" is not an address: ${file}.`, 'Correct it.', {
      cause,
    });
  }
}

async function checkHash(id: string, facts: FileFacts, bytes: ArrayBuffer): Promise<void> {
  const actual = await sha256(bytes);
  if (actual === facts.sha256.toLowerCase()) return;
  throw new PerPixelError(
    'model-integrity',
    `The model "${id}" is not the file its manifest describes: ${bytes.byteLength} bytes with SHA-256 ` +
      `${actual.slice(0, 12)}…, expected ${facts.bytes} bytes with ${facts.sha256.slice(0, 12)}….`,
    'Download it again, or correct the manifest.',
  );
}

function notDownloaded(problem: string, cause: unknown): PerPixelError {
  return new PerPixelError(
    'model-download',
    `The model could not be loaded: ${problem}.`,
    'Check the address and the connection, and try again.',
    { cause },
  );
}
