import { expect, it } from 'vitest';
import { unwrap } from '../../src/core/errors/errors.ts';
import { DEFAULT_VIEW, type View } from '../../src/core/view/view.ts';
import { createSegmenter, type Frame, type SegmenterOptions } from '../../src/perpixel.ts';
import { halves, serve } from './gpu/service.ts';
import { picture } from './models/own-model.ts';

const red = picture(64, 48, () => [255, 0, 0]);

function frameOf(format: 'RGBA' | 'I420'): VideoFrame {
  const bytes = new Uint8Array(64 * 48 * (format === 'RGBA' ? 4 : 1.5)).fill(90);
  return new VideoFrame(bytes, { format, codedWidth: 64, codedHeight: 48, timestamp: 0 });
}

async function copiesOf(frame: Frame, options: SegmenterOptions = {}): Promise<number> {
  const segmenter = await createSegmenter({ model: 'tiny', backend: 'wasm', refine: false, ...options });
  await segmenter.segment(frame, { transfer: true });
  const { copiesPerFrame, readbacksPerFrame } = segmenter.stats();
  segmenter.close();
  expect(readbacksPerFrame).toBe(0);
  return copiesPerFrame;
}

it('what a single frame is copied is counted where it is copied', async () => {
  // into the model's input, and its scores out
  expect(await copiesOf(structuredClone(red))).toBe(2);
  // and the mirrored one's
  expect(await copiesOf(structuredClone(red), { mirror: true })).toBe(3);
  // into memory first
  expect(await copiesOf(frameOf('RGBA'))).toBe(3);
  // and there into words
  expect(await copiesOf(frameOf('I420'))).toBe(4);
});

it('a drawn frame costs what its view does', async () => {
  const { api, present } = await serve('tiny', false, 'wasm');
  const costs = async (view: Partial<View>): Promise<number> => {
    unwrap(await api.setView({ ...DEFAULT_VIEW, ...view }));
    return (await present(await halves())).moves.copies;
  };
  const hidden = await costs({ overlay: 'withheld' });
  // blended, and onto the canvas
  expect((await costs({ overlay: 'labels' })) - hidden).toBe(2);
  // the picture into a canvas of its own, and a layer over it
  expect((await costs({ overlay: 'outline' })) - hidden).toBe(3);
  expect((await costs({ overlay: 'outline', doubt: 0.5 })) - hidden).toBe(4);
});
