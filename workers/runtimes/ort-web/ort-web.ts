import type { Runtime } from '../port.ts';
import { openBound } from './bound-session.ts';
import { loadOrt } from './load.ts';
import { openInMemory } from './session.ts';
import { VERSION } from './version.ts';

const FORMATS = ['onnx'];

/** ONNX Runtime Web: on the CPU by WebAssembly, on a graphics device by its WebGPU execution provider. */
export const ortWeb: Runtime = {
  id: 'ort',
  version: VERSION,
  devices: ['cpu', 'gpu'],
  formats: FORMATS,
  async load(options) {
    const { ort, threads, restored } = await loadOrt(options);
    return {
      id: 'ort',
      formats: FORMATS,
      threads,
      restored,
      open: (content, session) => openInMemory(ort, content, session),
      openBound: (content, session) => openBound(ort, content, session),
    };
  },
};
