import type * as OrtModule from 'onnxruntime-web';
import type { Progress } from '../../../src/core/options/progress.ts';
import { can } from '../../../src/platform/capabilities.ts';
import { PerPixelError } from '../../../src/core/errors/errors.ts';
import { unsupported } from '../../../src/platform/unsupported.ts';
import { variantFor, type RuntimeVariant } from '../../../src/platform/runtime-variant.ts';
import { bytesOf, request, type DownloadOptions } from '../../model/download.ts';
import { standIn, type Start } from './instance.ts';
import { setAside, standInMemory } from './runtime-memory.ts';
import wasmAsyncify from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import wasmJspi from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url';
import wasmPlain from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';

export type Ort = typeof OrtModule;

declare const __WASM_BYTES__: Readonly<Record<RuntimeVariant, number>>;

export interface RuntimeOptions {
  readonly gpu: boolean;
  readonly threads: number;
  /** Absolute URL of the folder with the wasm files; null: where the build put them. */
  readonly assets: string | null;
  onProgress(progress: Progress): void;
  /** What it may begin with, then on one thread; null where that cannot be had. */
  readonly start?: (() => Promise<Start | null>) | undefined;
}

export interface Runtime {
  readonly ort: Ort;
  /** Fewer than were asked for where the tab has no memory for them, or where it begins with a start image. */
  readonly threads: number;
  /** The next session that it creates is the start image's. */
  readonly started: boolean;
}

/** Set up once: what runs in this worker already. */
const running = new Map<RuntimeVariant, Promise<Runtime>>();

/**
 * ONNX Runtime in the smallest variant that does the job. The bundles come by dynamic import: a static one would make
 * each of its threads run this worker's code again.
 * @throws PerPixelError `backend-unavailable`
 */
export async function loadRuntime({ start, ...options }: RuntimeOptions): Promise<Runtime> {
  const variant = variantFor(options.gpu ? 'webgpu' : 'wasm');
  const known = running.get(variant);
  if (known) return { ...(await known), started: false };
  const loading = setUp(variant, start?.() ?? Promise.resolve(null), options);
  running.set(variant, loading);
  try {
    return await loading;
  } catch (error) {
    running.delete(variant);
    throw error;
  }
}

async function setUp(
  variant: RuntimeVariant,
  start: Promise<Start | null>,
  { threads, assets, onProgress }: RuntimeOptions,
): Promise<Runtime> {
  if (!can('webAssembly')) throw unsupported('webAssembly');
  const [ort, module, image] = await Promise.all([
    importVariant(variant),
    compile(wasmUrl(variant, assets), {
      phase: 'runtime',
      bytes: __WASM_BYTES__[variant],
      onProgress,
      failed: notLoaded,
    }),
    start,
  ]);
  const { memory, whole, pages } = setAside();
  const begin = image && image.image.pages <= pages ? image : null;
  const used = begin || !whole ? 1 : threads;
  standInMemory(memory);
  ort.env.wasm.wasmBinary = standIn(module, begin);
  ort.env.wasm.numThreads = used;
  ort.env.logLevel = 'error';
  return { ort, threads: used, started: begin !== null };
}

/** While it comes, where the server calls it what it is. */
async function compile(url: string, options: DownloadOptions): Promise<WebAssembly.Module> {
  const coming = await request(url, options);
  const { response } = coming;
  const type = response.headers.get('content-type') ?? '';
  if (type.startsWith('text/html')) {
    throw notLoaded(`the server sent a web page in place of ${new URL(url).pathname}`, null);
  }
  try {
    if (!type.startsWith('application/wasm')) return await WebAssembly.compile(await bytesOf(coming));
    // read for its progress alone
    const copy = response.clone();
    const module = WebAssembly.compileStreaming(response);
    // a connection that breaks off is told as that, and not as what the compiler makes of it
    module.catch(() => undefined);
    await drain(coming.parts(copy));
    return await module;
  } catch (cause) {
    throw cause instanceof PerPixelError ? cause : notLoaded('its file is damaged', cause);
  }
}

async function drain(parts: AsyncGenerator<Uint8Array>): Promise<void> {
  while (!(await parts.next()).done);
}

function notLoaded(problem: string, cause: unknown, remedy = ''): PerPixelError {
  return new PerPixelError(
    'backend-unavailable',
    `The runtime could not be loaded: ${problem}.`,
    `Check that the files beside perpixel.js were copied too, and that “assets” names their folder; then reload.${remedy && ` ${remedy}`}`,
    { cause },
  );
}

async function importVariant(variant: RuntimeVariant): Promise<Ort> {
  const script =
    variant === 'wasm'
      ? import('onnxruntime-web/wasm')
      : variant === 'jspi'
        ? import('onnxruntime-web/jspi')
        : import('onnxruntime-web/webgpu');
  return script.catch((cause: unknown) => {
    throw notLoaded('one of its scripts did not come', cause);
  });
}

function wasmUrl(variant: RuntimeVariant, assets: string | null): string {
  const url = { wasm: wasmPlain, jspi: wasmJspi, asyncify: wasmAsyncify }[variant];
  const own = new URL(url, import.meta.url);
  return assets === null ? own.href : new URL(own.pathname.split('/').at(-1) ?? '', assets).href;
}
