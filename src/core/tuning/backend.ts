/** Where a network runs: on a graphics adapter, or on the processor in WebAssembly. */
export type Backend = 'webgpu' | 'wasm';
export const BACKENDS = ['auto', 'webgpu', 'wasm'] as const satisfies ('auto' | Backend)[];
/** A backend, or whatever is fastest on this machine. */
export type BackendChoice = (typeof BACKENDS)[number];

/** Where a network is computed. Which library does it is another matter: a backend is a public name for both. */
export type Device = 'cpu' | 'gpu';

export function deviceOf(backend: Backend): Device {
  return backend === 'webgpu' ? 'gpu' : 'cpu';
}

export function backendOf(device: Device): Backend {
  return device === 'gpu' ? 'webgpu' : 'wasm';
}
