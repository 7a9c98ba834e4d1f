/** A build of ONNX Runtime: for the CPU, and two for graphics devices. */
export type RuntimeVariant = 'wasm' | 'jspi' | 'asyncify';

/** The one that a backend needs in this browser: `jspi` where WebAssembly can wait for promises. */
export function variantFor(backend: 'webgpu' | 'wasm'): RuntimeVariant {
  if (backend === 'wasm') return 'wasm';
  return 'Suspending' in WebAssembly ? 'jspi' : 'asyncify';
}
