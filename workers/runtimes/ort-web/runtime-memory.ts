import { PerPixelError } from '../../../src/core/errors/errors.ts';

/** As ONNX Runtime makes it, in pages of 64 KB: it may grow to 4 GB. */
const INITIAL = 256;
const MOST = 65_536;
/** With less, 128 MB, hardly a model opens. */
const LEAST = 2048;

export interface RuntimeMemory {
  readonly memory: WebAssembly.Memory;
  /** It may grow as far as the runtime knows how to; false: the tab has no room for that, and none for threads. */
  readonly whole: boolean;
  /** How far it may grow. */
  readonly pages: number;
}

/**
 * Memory for the runtime. What threads share is set aside at once as far as it may ever grow, and iPhones refuse the whole
 * of it: there it is as much as can be had.
 * @throws PerPixelError `backend-unavailable`
 */
export function setAside(): RuntimeMemory {
  for (let pages = MOST; ; pages /= 2) {
    try {
      const memory = new WebAssembly.Memory({ initial: INITIAL, maximum: pages, shared: true });
      return { memory, whole: pages === MOST, pages };
    } catch (cause) {
      if (pages <= LEAST) throw noRoom(cause);
    }
  }
}

/** Has ONNX Runtime take this memory in place of one that it makes: it is asked for no other. */
export function standInMemory(memory: WebAssembly.Memory): void {
  const { Memory } = WebAssembly;
  const own = function (descriptor: WebAssembly.MemoryDescriptor): WebAssembly.Memory {
    // it tries first whether there are threads, and our own kernels share nothing
    if (!descriptor.shared || descriptor.maximum !== MOST) return new Memory(descriptor);
    WebAssembly.Memory = Memory;
    return memory;
  };
  WebAssembly.Memory = Object.assign(own, { prototype: Memory.prototype }) as unknown as typeof Memory;
}

function noRoom(cause: unknown): PerPixelError {
  return new PerPixelError(
    'backend-unavailable',
    'The runtime could not be loaded: this tab has no memory for it.',
    'Close other tabs and programs, then reload.',
    { cause },
  );
}
