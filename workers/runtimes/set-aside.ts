import { PerPixelError } from '../../src/core/errors/errors.ts';

/** As emscripten's builds begin, in pages of 64 KB. */
const INITIAL = 256;
/** With less, 128 MB, hardly a model opens. */
const LEAST = 2048;

export interface RuntimeMemory {
  readonly memory: WebAssembly.Memory;
  /** How far it may grow, in pages: less than was asked for where the tab has no room for that, and none for threads. */
  readonly pages: number;
}

/**
 * Memory for a runtime. What threads share is set aside at once as far as it may ever grow, and iPhones refuse the whole
 * of it: there it is as much as can be had.
 * @param most how far the runtime knows how to let it grow, in pages
 * @throws PerPixelError `backend-unavailable`
 */
export function setAside(most: number): RuntimeMemory {
  for (let pages = most; ; pages /= 2) {
    try {
      return { memory: new WebAssembly.Memory({ initial: INITIAL, maximum: pages, shared: true }), pages };
    } catch (cause) {
      if (pages <= LEAST) throw noRoom(cause);
    }
  }
}

function noRoom(cause: unknown): PerPixelError {
  return new PerPixelError(
    'backend-unavailable',
    'The runtime could not be loaded: this tab has no memory for it.',
    'Close other tabs and programs, then reload.',
    { cause },
  );
}
