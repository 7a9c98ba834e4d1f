import { expect } from 'vitest';

const reads = typeof GPUDevice === 'function' && 'importExternalTexture' in GPUDevice.prototype;

/** What a frame moves on WebGPU: nothing where video frames are read where they lie; otherwise each is copied, once or twice. */
export const FRAME_MOVES = {
  copies: reads ? 0 : (expect.toSatisfy((count: number) => count === 1 || count === 2) as number),
  readbacks: 0,
};
