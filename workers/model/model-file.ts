import { PerPixelError } from '../../src/core/errors/errors.ts';
import { bestFile, partFile, type FileFacts } from '../../src/core/manifest/best-file.ts';
import { formatOf } from '../../src/core/manifest/format.ts';
import { inFormat, runnableFormats } from '../../src/core/manifest/in-format.ts';
import { fileKind } from '../../src/core/media/model-file-kind.ts';
import { parseManifest, type ModelSpec } from '../../src/core/manifest/manifest.ts';
import type { Backend } from '../../src/core/tuning/backend.ts';
import type { OpenOptions } from '../../src/protocol/live.ts';
import type { Progress } from '../../src/core/options/progress.ts';
import { sha256 } from '../../src/platform/sha256.ts';
import type { Precision } from '../../src/core/tuning/tuning.ts';
import { onnxOutline, type OnnxOutline } from '../../src/core/onnx/onnx-outline.ts';
import { download } from '../../src/platform/download/download.ts';
import { modelTooLarge } from '../runtimes/errors.ts';
import type { MemorySnapshot } from '../runtimes/port.ts';
import type { NamedContent } from './named-ports.ts';
import { taskOf } from '../tasks/tasks.ts';
import { readManifest } from './manifest-file.ts';
import { summedProgress } from './summed-progress.ts';

export interface ModelFile {
  /** As this file has it: one of another format than the model's own may have its ports in another layout. */
  readonly spec: ModelSpec;
  /** null where the runtime has the model already. */
  readonly content: NamedContent | null;
  /** The files of its further networks, by their names. */
  readonly networks: Readonly<Record<string, NamedContent>>;
  /**
   * The file of its heads, where its manifest names one. Downloaded once, and nobody is told how far: the model works already.
   * @throws PerPixelError as of the model's own file
   */
  heads?(): Promise<NamedContent>;
  /** Whether it takes or gives halves. */
  readonly halves: boolean;
  /** Whether an output that is read holds other numbers than floats. */
  readonly integers: boolean;
}

/** A model whose manifest is known. */
export interface ModelSource {
  readonly spec: ModelSpec;
  /** What the addresses in the manifest are relative to. */
  readonly base: string;
  /** All that it can be had in, its own first. */
  readonly formats: readonly string[];
  /**
   * The file that serves a backend best in this precision, its hash checked before anything parses it. Downloaded once.
   * @param format one of `formats`; default: the model's own
   * @throws PerPixelError `model-download`, `model-invalid`, `model-integrity`, `model-too-large`
   */
  file(backend: Backend, precision: Precision, format?: string): Promise<ModelFile>;
  /** As a file's, in the model's own format. */
  heads(): Promise<NamedContent>;
  /** What a runtime on one thread may start from, its content fetched when asked for and its hash checked; null: nothing. */
  readonly snapshot: MemorySnapshot | null;
}

/**
 * Reads a manifest.
 * @throws PerPixelError `model-download`, `model-invalid`
 */
export async function openModel(
  { model, assets }: Pick<OpenOptions, 'model' | 'assets'>,
  onProgress: (progress: Progress) => void,
): Promise<ModelSource> {
  const { content, base } =
    typeof model === 'string' ? await readManifest(model) : { content: model, base: new URL('models/', assets).href };
  const spec = parseManifest(content);
  const loaded = new Map<string, Promise<ModelFile>>();
  const headsFiles = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  const own = formatOf(spec);
  return {
    spec,
    base,
    formats: runnableFormats(spec),
    file(backend, precision, format = own) {
      const facts = bestFile(spec, backend, precision, format);
      const known = loaded.get(facts.file) ?? load(facts, format);
      loaded.set(facts.file, known);
      // what failed is tried anew
      known.catch(() => loaded.delete(facts.file));
      return known;
    },
    heads: () => heads(own),
    snapshot: snapshotOf(spec),
  };

  async function heads(format: string): Promise<NamedContent> {
    if (!spec.heads) throw new Error(`The model "${spec.id}" has no heads.`);
    const facts = partFile(spec.heads, format);
    const loading = headsFiles.get(facts.file) ?? fetchChecked(facts, resolve(facts.file, base), () => undefined);
    headsFiles.set(facts.file, loading);
    loading.catch(() => headsFiles.delete(facts.file));
    return { id: spec.id, bytes: await loading, external: [], ports: facts.ports };
  }

  async function load(facts: FileFacts, format: string): Promise<ModelFile> {
    const shaped = inFormat(spec, format);
    if (!shaped) throw new Error(`The model "${spec.id}" is not run as ${format}.`);
    const address = resolve(facts.file, base);
    const further = (spec.networks ?? []).map((network) => ({ name: network.name, facts: partFile(network, format) }));
    const [hears, ...others] = summedProgress(
      [facts, ...further.map((each) => each.facts)].map(({ bytes }) => bytes),
      onProgress,
    );
    const bytes = await fetchChecked(facts, address, hears);
    const outline = format === 'onnx' ? onnxOutline(bytes) : null;
    const paths = outline?.external ?? [];
    const external = await Promise.all(
      paths.map(async (path) => ({ path, content: await fetchWeights(path, address) })),
    );
    const networks: Record<string, NamedContent> = {};
    for (const [at, { name, facts: part }] of further.entries()) {
      const content = await fetchChecked(part, resolve(part.file, base), others[at]);
      networks[name] = { id: spec.id, bytes: content, external: [], ports: part.ports };
    }
    return {
      spec: shaped,
      content: { id: spec.id, bytes, external, ports: facts.ports },
      networks,
      heads: () => heads(format),
      halves: outline?.halves ?? false,
      integers: givesIntegers(outline, spec),
    };
  }

  function snapshotOf({ start: image }: ModelSpec): MemorySnapshot | null {
    if (!image) return null;
    return { image, content: async () => fetchChecked(image, resolve(image.file, base)).catch(() => null) };
  }

  async function fetchChecked(
    facts: FileFacts,
    address: string,
    report = onProgress,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = await fetchBytes(address, facts.bytes, notDownloaded, report);
    await checkHash(spec.id, facts, bytes);
    return bytes;
  }

  /** Beside the file that names them; checked where the manifest lists them. */
  async function fetchWeights(path: string, beside: string): Promise<Uint8Array<ArrayBuffer>> {
    // what leaves the model's folder is no part of the model
    if (/^[a-z][a-z\d+.-]*:|^[/\\]|(^|[/\\])\.\.([/\\]|$)/i.test(path)) {
      throw missingWeights(path, 'which lies outside its folder', null);
    }
    const address = addressBeside(path, beside);
    if (!address) throw missingWeights(path, 'and its own address has no folder to look in', null);
    const facts = spec.weights?.find(({ file }) => resolve(file, base) === address);
    if (facts) return fetchChecked(facts, address);
    return fetchBytes(address, 0, (problem, cause) => missingWeights(path, `where ${problem}`, cause));
  }

  async function fetchBytes(
    address: string,
    bytes: number,
    failed: (problem: string, cause: unknown, remedy?: string) => PerPixelError,
    report = onProgress,
  ): Promise<Uint8Array<ArrayBuffer>> {
    try {
      return new Uint8Array(await download(address, { phase: 'model', bytes, onProgress: report, failed }));
    } catch (cause) {
      // an array that the browser has no room for
      throw cause instanceof RangeError ? modelTooLarge(spec.id, bytes, cause) : cause;
    }
  }

  function missingWeights(path: string, why: string, cause: unknown): PerPixelError {
    return new PerPixelError(
      'model-download',
      `The model "${spec.id}" keeps its weights in another file, “${path}”, ${why}.`,
      'Put that file beside the ONNX file, or save the model as one file.',
      { cause },
    );
  }
}

function givesIntegers(outline: OnnxOutline | null, spec: ModelSpec): boolean {
  return taskOf(spec)
    .reads(spec)
    .some(({ name }) => outline?.outputs.get(name) === 'other');
}

function resolve(file: string, base: string): string {
  const address = addressBeside(file, base);
  if (address) return address;
  const opaque = /^(data|blob):/.test(base);
  throw new PerPixelError(
    'model-invalid',
    opaque
      ? `The manifest is a ${base.slice(0, base.indexOf(':') + 1)} address, beside which nothing lies: its "file" “${file}” leads nowhere.`
      : `The manifest's "file" is not an address: ${file}.`,
    opaque ? 'Give "file" as a whole address, or pass the manifest by its own.' : 'Correct it.',
  );
}

function addressBeside(file: string, base: string): string | null {
  try {
    return new URL(file, base).href;
  } catch {
    // `URL.canParse` is younger than all else that this takes
    return null;
  }
}

async function checkHash(id: string, facts: FileFacts, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const actual = await sha256(bytes);
  if (actual === facts.sha256.toLowerCase()) return;
  const kind = fileKind(bytes);
  const found = kind ? `it is ${kind}` : `${bytes.length} bytes with SHA-256 ${actual.slice(0, 12)}…`;
  const short = !kind && bytes.length < facts.bytes ? ': it is cut off' : '';
  throw new PerPixelError(
    'model-integrity',
    `The model "${id}" is not the file its manifest describes: ${found}, expected ${facts.bytes} bytes with ` +
      `${facts.sha256.slice(0, 12)}…${short}.`,
    kind === 'a web page'
      ? `Check that ${facts.file} lies beside the manifest: many servers send a page for whatever they do not have.`
      : 'Download it again, or correct the manifest.',
  );
}

function notDownloaded(
  problem: string,
  cause: unknown,
  remedy = 'Check the address and the connection, and try again.',
): PerPixelError {
  return new PerPixelError('model-download', `The model could not be loaded: ${problem}.`, remedy, { cause });
}
