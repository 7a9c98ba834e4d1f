/** A library that runs networks. */
export type RuntimeName = 'ort' | 'litert';
export const RUNTIME_NAMES = ['ort', 'litert'] as const satisfies RuntimeName[];
/** One of them, or whatever is fastest on this machine. */
export type RuntimeChoice = 'auto' | RuntimeName;
export const RUNTIME_CHOICES = ['auto', ...RUNTIME_NAMES] as const satisfies RuntimeChoice[];

/** For people. */
export const RUNTIME_TITLES: Readonly<Record<RuntimeName, string>> = { ort: 'ONNX Runtime', litert: 'LiteRT' };
