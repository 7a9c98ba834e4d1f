import { afterEach, describe, expect, it } from 'vitest';
import { createSegmenter, type Segmenter, type SegmenterOptions } from '../../src/perpixel.ts';

const open: Segmenter[] = [];
afterEach(() => open.splice(0).forEach((segmenter) => segmenter.close()));

async function segmenterFor(options: SegmenterOptions): Promise<Segmenter> {
  const segmenter = await createSegmenter(options);
  open.push(segmenter);
  return segmenter;
}

/** Left half red, right half blue. */
function halves(width: number, height: number): ImageData {
  const image = new ImageData(width, height);
  for (let i = 0; i < width * height; i += 1) {
    image.data.set(i % width < width / 2 ? [255, 0, 0, 255] : [0, 0, 255, 255], i * 4);
  }
  return image;
}

describe('createSegmenter with the tiny model', () => {
  it('labels every pixel of a picture whose classes are known', async () => {
    const segmenter = await segmenterFor({ model: 'tiny', backend: 'wasm' });
    const result = await segmenter.segment(halves(64, 48));
    expect([result.width, result.height, result.labelMap.length]).toEqual([64, 48, 64 * 48]);
    expect(result.labelMap[0]).toBe(1);
    expect(result.labelMap[63]).toBe(3);
    expect(result.shares[1]).toBeCloseTo(0.5, 1);
  });

  it('runs the selfie model', async () => {
    const segmenter = await segmenterFor({ backend: 'wasm' });
    const image = halves(640, 480);
    for (let i = 0; i < 20; i += 1) await segmenter.segment(image);
    console.log(JSON.stringify(segmenter.stats(), null, 1), segmenter.reason);
  });
});
