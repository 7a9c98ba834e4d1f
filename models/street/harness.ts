import { type Remote, wrap } from 'comlink';
import { shownSize, type StreamFrame } from '../../src/platform/stream-frame.ts';
import type { StreetApi, StreetOptions } from '../../src/protocol/street.ts';

/** One exported frame as text, the one thing every driver of browsers carries. */
export interface ExportedFrame {
  readonly jpeg: string;
  readonly labels: string;
  /** 16 bits a pixel, little-endian. */
  readonly instances: string;
  /** Milliseconds for picture, labels and their way here. */
  readonly milliseconds: number;
}

export interface Harness {
  open(options: StreetOptions): Promise<void>;
  frame(seconds: number): Promise<ExportedFrame>;
}

const worker = new Worker(new URL('../../workers/entries/street.worker.ts', import.meta.url), { type: 'module' });
const street: Remote<StreetApi> = wrap<StreetApi>(worker);

const harness: Harness = {
  open: (options) => street.open(options),
  async frame(seconds) {
    const begin = performance.now();
    const { frame, labels, instances } = await street.render(seconds, true);
    const milliseconds = performance.now() - begin;
    try {
      if (!labels || !instances) throw new Error('labels were asked for and did not come');
      const jpeg = base64(await encode(frame));
      return { jpeg, labels: base64(labels), instances: base64(new Uint8Array(instances.buffer)), milliseconds };
    } finally {
      frame.close();
    }
  },
};

async function encode(frame: StreamFrame): Promise<Uint8Array> {
  const { width, height } = shownSize(frame);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('a 2D canvas could not be had');
  context.drawImage(frame, 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 });
  return new Uint8Array(await blob.arrayBuffer());
}

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(text);
}

declare global {
  interface Window {
    harness: Harness;
  }
}
window.harness = harness;
