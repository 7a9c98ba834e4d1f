import type * as OrtModule from 'onnxruntime-web';

export type Ort = typeof OrtModule;
