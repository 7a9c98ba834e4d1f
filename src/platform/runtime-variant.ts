import { can } from './capabilities.ts';

/** A build of ONNX Runtime: for the CPU, and two for graphics devices. */
export type RuntimeVariant = 'wasm' | 'jspi' | 'asyncify';

/** The one that a backend needs in this browser: `jspi`, the smaller and faster one, where WebAssembly can wait for promises. */
export function variantFor(backend: 'webgpu' | 'wasm'): RuntimeVariant {
  if (backend === 'wasm') return 'wasm';
  return can('suspension') ? 'jspi' : 'asyncify';
}
