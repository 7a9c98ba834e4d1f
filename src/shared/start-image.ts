/**
 * The memory of ONNX Runtime's WASM once it has opened a model on one thread. To put it back takes a tenth of the time of
 * opening the model: no kernel is registered, no graph optimised, and none of the code that does so compiled.
 */
export interface StartImage {
  /** Address of the file, relative to the manifest: the pages that are not all zero, one after another. */
  readonly file: string;
  /** Of the file, hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
  /** Version of ONNX Runtime: another one's memory looks otherwise. */
  readonly runtime: string;
  /** Pages of the whole memory. */
  readonly pages: number;
  /** Runs of pages in the file. */
  readonly runs: (readonly [first: number, count: number])[];
  /** The opened session's address. */
  readonly session: number;
  /** What the runtime calls, in the names of this build of it, to set itself up and to open a model. */
  readonly exports: { readonly init: string; readonly create: string };
}

/** Bytes of a page of WASM memory. */
export const PAGE = 65_536;

/** How models are opened on WASM. */
export const SESSION_ON_WASM = {
  executionProviders: ['wasm'],
  graphOptimizationLevel: 'all',
  // both are off unless asked for; without them every frame allocates and frees each of a graph's maps
  enableCpuMemArena: true,
  enableMemPattern: true,
} as const;

type Exports = Readonly<Record<string, WebAssembly.ExportValue>>;

/** The runtime's memory, which it is given and does not export. */
export function memoryOf(imports: WebAssembly.Imports): WebAssembly.Memory {
  const memory = Object.values(imports)
    .flatMap((each) => Object.values(each))
    .find((each) => each instanceof WebAssembly.Memory);
  if (!memory) throw new Error('the runtime is given no memory');
  return memory;
}

/** An exported function, by name. */
export function functionOf(exports: Exports, name: string): (...values: number[]) => number {
  const found = exports[name];
  if (typeof found !== 'function') throw new Error(`the runtime exports no “${name}”`);
  return found as (...values: number[]) => number;
}

/** Those pages of a memory that hold something, and where they lie. */
export function pagesOf(memory: Uint8Array): { runs: [number, number][]; content: Uint8Array<ArrayBuffer> } {
  const runs: [number, number][] = [];
  for (let page = 0; page * PAGE < memory.length; page += 1) {
    if (memory.subarray(page * PAGE, (page + 1) * PAGE).every((byte) => byte === 0)) continue;
    const last = runs.at(-1);
    if (last && last[0] + last[1] === page) last[1] += 1;
    else runs.push([page, 1]);
  }
  const content = new Uint8Array(runs.reduce((sum, [, count]) => sum + count, 0) * PAGE);
  let at = 0;
  for (const [first, count] of runs) {
    content.set(memory.subarray(first * PAGE, (first + count) * PAGE), at);
    at += count * PAGE;
  }
  return { runs, content };
}

/** Makes a memory what it was; larger if it must be. */
export function putBack(memory: WebAssembly.Memory, { pages, runs }: StartImage, content: Uint8Array): void {
  const missing = pages - memory.buffer.byteLength / PAGE;
  if (missing > 0) memory.grow(missing);
  const bytes = new Uint8Array(memory.buffer);
  let filled = 0;
  let at = 0;
  for (const [first, count] of runs) {
    bytes.fill(0, filled, first * PAGE);
    bytes.set(content.subarray(at, at + count * PAGE), first * PAGE);
    at += count * PAGE;
    filled = (first + count) * PAGE;
  }
  bytes.fill(0, filled);
}
