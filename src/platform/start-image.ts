import type { StartImage } from '../core/manifest/start-image.ts';

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
