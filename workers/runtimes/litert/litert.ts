import type { Runtime } from '../port.ts';
import { loadLiteRt } from './load.ts';
import { openInMemory } from './session.ts';
import { VERSION } from './version.ts';

const FORMATS = ['tflite'];

/**
 * LiteRT.js, whose kernels for the CPU are XNNPACK's. Its WebGPU delegate gives each run's outputs in buffers of its own, in a
 * layout of its own, so that nothing could be bound to ours: graphics devices are left to others.
 */
export const litert: Runtime = {
  id: 'litert',
  version: VERSION,
  devices: ['cpu'],
  formats: FORMATS,
  async load(options) {
    const build = await loadLiteRt(options);
    return {
      id: 'litert',
      formats: FORMATS,
      threads: build.threads,
      restored: false,
      open: (content, session) => openInMemory(build, content, session),
      openBound: null,
    };
  },
};
