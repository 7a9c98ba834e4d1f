import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import sharp from 'sharp';
import { createSegmenter, type RawFrame, type Segmenter } from '../../../src/node.ts';

/** Halves of red and blue. */
function halves(width: number, height: number): RawFrame {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let i = 0; i < width * height; i += 1) {
    const left = i % width < width / 2;
    data.set(left ? [255, 0, 0, 255] : [0, 0, 255, 255], 4 * i);
  }
  return { data, width, height };
}

const [, RED, , BLUE] = [0, 1, 2, 3];

describe('a segmenter in Node', () => {
  let segmenter: Segmenter;
  beforeAll(async () => {
    segmenter = await createSegmenter({ model: 'tiny' });
  });
  afterAll(() => segmenter.close());

  it('labels every pixel of raw frames at their size, and leaves them with their owner', async () => {
    const frame = halves(64, 40);
    const { labelMap, shares, width, height, note, timings } = await segmenter.segment(frame, {
      outputs: ['confidence'],
    });
    expect([width, height, labelMap.length, note]).toEqual([64, 40, 64 * 40, null]);
    expect([labelMap[0], labelMap[63], labelMap.at(-1)]).toEqual([RED, BLUE, BLUE]);
    expect(shares[RED]! + shares[BLUE]!).toBeGreaterThan(0.98);
    expect(timings.inference).toBeGreaterThan(0);
    expect(frame.data.length).toBe(4 * 64 * 40);
  });
  it('reads image files by path and by bytes, upright by what they say of themselves', async () => {
    const path = join(tmpdir(), `perpixel-${process.pid} ü.png`);
    const { data, width, height } = halves(64, 40);
    const image = sharp(data, { raw: { width, height, channels: 4 } });
    await image.clone().png().toFile(path);
    const jpeg = await image.clone().withMetadata({ orientation: 6 }).jpeg({ quality: 100 }).toBuffer();
    const byPath = await segmenter.segment(path);
    expect([byPath.width, byPath.height, byPath.labelMap[0], byPath.labelMap.at(-1)]).toEqual([64, 40, RED, BLUE]);
    const turned = await segmenter.segment(jpeg);
    // turned clockwise, what was on the left is above
    expect([turned.width, turned.height, turned.labelMap[0], turned.labelMap.at(-1)]).toEqual([40, 64, RED, BLUE]);
  });
});
