import { statSync } from 'node:fs';
import { join } from 'node:path';

/** Sizes of ONNX Runtime's wasm once decoded: a compressed response does not tell, and a download bar needs a total. */
export function wasmBytes(root: string): Record<'wasm' | 'jspi' | 'asyncify', number> {
  const size = (suffix: string): number =>
    statSync(join(root, `node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded${suffix}.wasm`)).size;
  return { wasm: size(''), jspi: size('.jspi'), asyncify: size('.asyncify') };
}
