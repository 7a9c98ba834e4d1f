import { statSync } from 'node:fs';
import { join } from 'node:path';

/** Ours, and the files that they are. */
const FILES = {
  wasm: 'onnxruntime-web/dist/ort-wasm-simd-threaded.wasm',
  jspi: 'onnxruntime-web/dist/ort-wasm-simd-threaded.jspi.wasm',
  asyncify: 'onnxruntime-web/dist/ort-wasm-simd-threaded.asyncify.wasm',
  'litert.compat': '@litertjs/core/wasm/litert_wasm_compat_internal.wasm',
  'litert.relaxed': '@litertjs/core/wasm/litert_wasm_internal.wasm',
  'litert.threads': '@litertjs/core/wasm/litert_wasm_threaded_internal.wasm',
} as const;

/** Sizes of the runtimes' wasm once decoded: a compressed response does not tell, and a download bar needs a total. */
export function wasmBytes(root: string): Record<keyof typeof FILES, number> {
  const size = (file: string): number => statSync(join(root, 'node_modules', file)).size;
  return Object.fromEntries(Object.entries(FILES).map(([name, file]) => [name, size(file)])) as ReturnType<
    typeof wasmBytes
  >;
}
