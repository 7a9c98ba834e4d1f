import { importOrt, NOT_LOADED, wasmUrl } from '#ort';
import { can } from '../../../src/platform/capabilities.ts';
import { PerPixelError } from '../../../src/core/errors/errors.ts';
import { unsupported } from '../../../src/platform/unsupported.ts';
import { variantFor, type RuntimeVariant } from '../../../src/platform/runtime-variant.ts';
import { compileFrom } from '../compile-from.ts';
import { setAside } from '../set-aside.ts';
import type { LoadedRuntime, LoadOptions } from '../port.ts';
import { standIn, type Restored } from './snapshot.ts';
import type { Ort } from './ort.ts';
import { MOST_PAGES, standInMemory } from './runtime-memory.ts';
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
    compileFrom(wasmUrl(variant, assets), {
      phase: 'runtime',
      bytes: __WASM_BYTES__[variant],
      onProgress,
      failed: notLoaded,
    }),
    memory,
  ]);
  const { memory: room, pages } = setAside(MOST_PAGES);
  const start = image && image.image.pages <= pages ? image : null;
  const used = start || pages < MOST_PAGES ? 1 : threads;
  standInMemory(room);
  ort.env.wasm.wasmBinary = standIn(module, start);
  ort.env.wasm.numThreads = used;
  ort.env.logLevel = 'error';
  if (start) keepFirstTurn();
  return { ort, threads: used, restored: start !== null };
}

function notLoaded(problem: string, cause: unknown, remedy = ''): PerPixelError {
  return new PerPixelError(
    NOT_LOADED.code,
    `The runtime could not be loaded: ${problem}.`,
    `${NOT_LOADED.remedy}${remedy && ` ${remedy}`}`,
    { cause },
  );
}
