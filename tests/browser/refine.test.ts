import { afterEach, describe, expect, it } from 'vitest';
import { PipelineClient } from '../../src/live/pipeline-client.ts';
import { analyzeVideo, createSegmenter } from '../../src/perpixel.ts';
import { DEFAULT_VIEW } from '../../src/core/view/view.ts';
import { clip } from './analysis/clips.ts';
import { picture } from './models/own-model.ts';
import { needs } from './needs.ts';

const webGpu = await needs('webGpu');
afterEach(() => document.body.replaceChildren());

/** Neighbours count more than anything the model says. */
const CRF = { crf: { iterations: 5, radius: 2, appearance: 0, smoothness: 10 } };

/** Red, with a speck of blue in every fourth pixel of the model's grid along both axes. */
const specks = (): ImageData =>
  picture(64, 64, (x, y) => ((x >> 1) % 4 === 1 && (y >> 1) % 4 === 1 ? [0, 0, 255] : [255, 0, 0]));

async function live(backend: 'webgpu' | 'wasm', refine: object | false): Promise<number[]> {
  const client = await PipelineClient.open({ model: 'tiny', backend, live: true, refine });
  const canvas = document.createElement('canvas');
  document.body.append(canvas);
  await client.attach(canvas.transferControlToOffscreen(), DEFAULT_VIEW);
  const bitmap = await createImageBitmap(specks());
  const frame = new VideoFrame(bitmap, { timestamp: 0 });
  bitmap.close();
  const { shares, timings } = await client.present(frame, { seconds: 0, captured: null, truth: null });
  client.close();
  if (backend === 'wasm' && refine) expect(timings.refine).toBeGreaterThan(0);
  return [...shares];
}

describe('a conditional random field', () => {
  it('refines single frames', async () => {
    const blue = async (refine: object | false): Promise<number> => {
      const segmenter = await createSegmenter({ model: 'tiny', backend: 'wasm', refine });
      const { shares } = await segmenter.segment(specks());
      segmenter.close();
      return shares[3]!;
    };
    expect(await blue(false)).toBeGreaterThan(0.03);
    expect(await blue(CRF)).toBe(0);
  });

  it('refines the frames of a stream on the GPU as on the CPU', webGpu, async () => {
    const raw = await live('webgpu', false);
    expect(raw[3]).toBeGreaterThan(0.03);
    const refined = await live('webgpu', CRF);
    expect(refined[3]).toBe(0);
    expect(refined).toEqual(await live('wasm', CRF));
  });

  it.each([[{}], [{ temporal: 0.5 }]])('refines an analysis, with %j beside it', async (others) => {
    const shares = async (refine: object): Promise<number[]> => {
      const analysis = await analyzeVideo(await clip('constant.mov'), {
        model: 'tiny',
        backend: 'wasm',
        refine,
        every: 17,
      });
      return [...(analysis.frames[0]?.shares ?? [])];
    };
    expect(await shares({ ...others, crf: { iterations: 5, appearance: 10 } })).not.toEqual(await shares(others));
  });
});
