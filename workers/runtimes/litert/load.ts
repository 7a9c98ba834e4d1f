import { importLiteRt, NOT_LOADED, threadScript, wasmUrl } from '#litert';
import { can } from '../../../src/platform/capabilities.ts';
import { PerPixelError } from '../../../src/core/errors/errors.ts';
import { unsupported } from '../../../src/platform/unsupported.ts';
import { compileFrom } from '../compile-from.ts';
import type { LoadOptions } from '../port.ts';
import { setAside } from '../set-aside.ts';
import type { LiteRt, LiteRtFactory, Owned } from './library.ts';
import { createThreadPool, type ThreadPool } from './thread-pool.ts';
import { liteRtVariantFor, type LiteRtVariant } from '../../../src/platform/litert-variant.ts';

declare const __WASM_BYTES__: Readonly<Record<`litert.${LiteRtVariant}`, number>>;

/** How far the build with threads lets its memory grow, in pages of 64 KB: 2 GB. */
const MOST_PAGES = 32_768;

/** A build of LiteRT at work. */
export interface LiteRtBuild {
  readonly library: LiteRt;
  /** Its own; it grows, and `buffer` is another one then. */
  readonly memory: WebAssembly.Memory;
  /** What every model is opened in. */
  readonly environment: Owned;
  readonly threads: number;
  readonly pool: ThreadPool;
  /** What it printed last: what it throws gives no reasons. */
  said(): string;
  /** It ended itself, and nothing in it can be used any more. */
  isOver(): boolean;
}

/** Set up once: what runs in this worker already. */
let running: Promise<LiteRtBuild> | null = null;

/**
 * LiteRT in the fastest variant that this browser takes.
 * @throws PerPixelError `backend-unavailable`, or `assets-unreachable` in the package
 */
export async function loadLiteRt(options: LoadOptions): Promise<LiteRtBuild> {
  const known = await running?.catch(() => null);
  if (known && !known.isOver()) return known;
  running = setUp(options);
  return running;
}

async function setUp({ threads, assets, onProgress }: LoadOptions): Promise<LiteRtBuild> {
  if (!can('webAssembly')) throw unsupported('webAssembly');
  const variant = liteRtVariantFor(threads);
  const [factory, module] = await Promise.all([
    importLiteRt(variant, assets, notLoaded),
    compileFrom(wasmUrl(variant, assets), {
      phase: 'runtime',
      bytes: __WASM_BYTES__[`litert.${variant}`],
      onProgress,
      failed: notLoaded,
    }),
  ]);
  const threaded = variant === 'threads';
  const pool = createThreadPool(threaded ? threads : 1);
  const shared = threaded ? setAside(MOST_PAGES).memory : null;
  const script = threaded ? threadScript(assets) : undefined;
  const started = await pool.whileStarting(() => start(factory, module, shared, script));
  started.library.setupLogging();
  const environment = started.library.LiteRtEnvironment.create(null);
  return { ...started, environment, threads: threaded ? threads : 1, pool };
}

/** @param shared of a build with threads, whose script this is */
async function start(
  factory: LiteRtFactory,
  module: WebAssembly.Module,
  shared: WebAssembly.Memory | null,
  script: string | undefined,
): Promise<Pick<LiteRtBuild, 'library' | 'memory' | 'said' | 'isOver'>> {
  let memory = shared;
  let over = false;
  let last = '';
  const say = (line: string): void => {
    last = line;
  };
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown): void => reject(notLoaded('it does not start', cause));
    factory({
      instantiateWasm(imports, done) {
        WebAssembly.instantiate(module, imports).then((instance) => {
          memory ??= memoryOf(instance);
          done(instance, module);
        }, fail);
      },
      ...(shared ? { wasmMemory: shared, mainScriptUrlOrBlob: script } : {}),
      print: say,
      printErr: say,
      onAbort: () => (over = true),
    }).then((library) => resolve({ library, memory: memory!, said: () => last, isOver: () => over }), fail);
  });
}

function memoryOf({ exports }: WebAssembly.Instance): WebAssembly.Memory {
  const found = Object.values(exports).find((each) => each instanceof WebAssembly.Memory);
  if (!found) throw new Error('it has no memory of its own');
  return found;
}

function notLoaded(problem: string, cause: unknown, remedy = ''): PerPixelError {
  return new PerPixelError(
    NOT_LOADED.code,
    `LiteRT could not be loaded: ${problem}.`,
    `${NOT_LOADED.remedy}${remedy && ` ${remedy}`}`,
    { cause },
  );
}
