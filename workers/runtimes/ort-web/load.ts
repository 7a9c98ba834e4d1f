import { importOrt, NOT_LOADED, wasmUrl } from '#ort';
import { can } from '../../../src/platform/capabilities.ts';
import { PerPixelError } from '../../../src/core/errors/errors.ts';
import { unsupported } from '../../../src/platform/unsupported.ts';
import { variantFor, type RuntimeVariant } from '../../../src/platform/runtime-variant.ts';
import { bytesOf, request, type DownloadOptions } from '../../../src/platform/download/download.ts';
import type { LoadedRuntime, LoadOptions } from '../port.ts';
import { standIn, type Restored } from './snapshot.ts';
import type { Ort } from './ort.ts';
import { setAside, standInMemory } from './runtime-memory.ts';
import { keepFirstTurn } from './turns.ts';
import { VERSION } from './version.ts';

declare const __WASM_BYTES__: Readonly<Record<RuntimeVariant, number>>;

/** A build of ONNX Runtime at work. */
interface OrtBuild extends Pick<LoadedRuntime, 'threads' | 'restored'> {
  readonly ort: Ort;
}

/** Set up once: what runs in this worker already. */
const running = new Map<RuntimeVariant, Promise<OrtBuild>>();

/**
 * ONNX Runtime in the smallest variant that does the job.
 * @throws PerPixelError `backend-unavailable`, or `assets-unreachable` in the package
 */
export async function loadOrt({ device, snapshot, ...options }: LoadOptions): Promise<OrtBuild> {
  const variant = variantFor(device);
  const known = running.get(variant);
  if (known) return { ...(await known), restored: false };
  const loading = setUp(variant, memoryFrom(snapshot), options);
  running.set(variant, loading);
  try {
    return await loading;
  } catch (error) {
    running.delete(variant);
    throw error;
  }
}

/** What another version left in its memory looks otherwise. */
async function memoryFrom(snapshot: LoadOptions['snapshot']): Promise<Restored | null> {
  const found = await snapshot?.();
  if (!found || found.image.runtime !== VERSION) return null;
  const content = await found.content();
  return content && { image: found.image, content };
}

async function setUp(
  variant: RuntimeVariant,
  memory: Promise<Restored | null>,
  { threads, assets, onProgress }: Pick<LoadOptions, 'threads' | 'assets' | 'onProgress'>,
): Promise<OrtBuild> {
  if (!can('webAssembly')) throw unsupported('webAssembly');
  const [ort, module, image] = await Promise.all([
    importOrt(variant, assets, notLoaded),
    compile(wasmUrl(variant, assets), {
      phase: 'runtime',
      bytes: __WASM_BYTES__[variant],
      onProgress,
      failed: notLoaded,
    }),
    memory,
  ]);
  const { memory: room, whole, pages } = setAside();
  const start = image && image.image.pages <= pages ? image : null;
  const used = start || !whole ? 1 : threads;
  standInMemory(room);
  ort.env.wasm.wasmBinary = standIn(module, start);
  ort.env.wasm.numThreads = used;
  ort.env.logLevel = 'error';
  if (start) keepFirstTurn();
  return { ort, threads: used, restored: start !== null };
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
    // a connection that breaks off is reported as that, and not as what the compiler makes of it
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
    NOT_LOADED.code,
    `The runtime could not be loaded: ${problem}.`,
    `${NOT_LOADED.remedy}${remedy && ` ${remedy}`}`,
    { cause },
  );
}
