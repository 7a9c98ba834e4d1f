/** What a network runs on in Node, by ONNX Runtime's native build: the processor, or a graphics device where that build has it. */
export type NodeBackend = 'cpu' | 'cuda' | 'directml' | 'coreml';
export const NODE_BACKENDS = ['auto', 'cpu', 'cuda', 'directml', 'coreml'] as const satisfies ('auto' | NodeBackend)[];
/** A backend, or a graphics device where it can be had and the processor otherwise. */
export type NodeBackendChoice = (typeof NODE_BACKENDS)[number];
