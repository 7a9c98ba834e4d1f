import { afterEach, describe, expect, it } from 'vitest';
import { createSegmenter, type Segmenter, type SegmenterOptions } from '../../src/perpixel.ts';
import { blackOrWhite } from './models/black-or-white.ts';
import { picture } from './models/own-model.ts';

const open: Segmenter[] = [];

afterEach(() => {
  open.splice(0).forEach((segmenter) => segmenter.close());
});

async function segmenter(options: SegmenterOptions): Promise<Segmenter> {
  const made = await createSegmenter({ backend: 'wasm', refine: false, ...options });
  open.push(made);
  return made;
}

/** Black on the left, white on the right. */
const halves = picture(32, 16, (x) => (x < 16 ? [0, 0, 0] : [255, 255, 255]));
const outputs = ['disagreement', 'confidence'] as const;

describe('a model asked twice', () => {
  it('says the same of a pixel in the mirror, and so does not disagree', async () => {
    const alone = await segmenter({ model: 'tiny' });
    const twice = await segmenter({ model: 'tiny', mirror: true });
    const image = picture(40, 24, (x, y) => [(x * 6) % 256, (y * 10) % 256, (x * y) % 256]);
    const { labelMap, disagreement } = await twice.segment(image, { outputs });
    expect(labelMap).toEqual((await alone.segment(image)).labelMap);
    expect(disagreement).toHaveLength(40 * 24);
    expect(disagreement?.every((value) => value < 1e-5)).toBe(true);
  });
});

describe('an ensemble of two models', () => {
  it('agrees with itself', async () => {
    const model = await blackOrWhite(['black', 'white']);
    const { labelMap, disagreement } = await (await segmenter({ model, ensemble: model })).segment(halves, { outputs });
    expect([...labelMap]).toEqual(Array.from({ length: 512 }, (_, i) => Number(i % 32 >= 16)));
    expect(disagreement?.every((value) => value < 1e-5)).toBe(true);
  });

  it('disagrees wholly where one says black and the other white', async () => {
    const model = await blackOrWhite(['black', 'white']);
    const ensemble = await blackOrWhite(['black', 'white'], true);
    const result = await (await segmenter({ model, ensemble, mirror: true })).segment(halves, { outputs });
    expect(result.disagreement?.[0]).toBeGreaterThan(0.99);
    expect(result.confidence?.[0]).toBeCloseTo(0.5, 4);
  });

  it('refuses a second model with other classes', async () => {
    const model = await blackOrWhite(['black', 'white']);
    const ensemble = await blackOrWhite(['black', 'grey']);
    await expect(segmenter({ model, ensemble })).rejects.toMatchObject({ code: 'option-invalid' });
  });
});

describe('one prediction', () => {
  it('has nothing to disagree with', async () => {
    const alone = await segmenter({ model: 'tiny' });
    await expect(alone.segment(halves, { outputs: ['disagreement'] })).rejects.toMatchObject({
      code: 'option-invalid',
    });
  });
});
