export type Backend = 'webgpu' | 'wasm';
export const BACKENDS = ['auto', 'webgpu', 'wasm'] as const satisfies ('auto' | Backend)[];
export type BackendChoice = (typeof BACKENDS)[number];
