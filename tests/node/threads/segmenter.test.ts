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

  it('makes maps of another size, on the model’s own grid too, and as bytes', async () => {
    const frame = halves(64, 40);
    const outputs = ['confidence', 'entropy', 'panoptic', 'instances'] as const;
    const small = await segmenter.segment(frame, { outputs, at: { width: 30, height: 20 } });
    expect([small.width, small.height, small.frame]).toEqual([30, 20, { width: 64, height: 40 }]);
    for (const map of [small.labelMap, small.confidence, small.entropy, small.panopticMap])
      expect(map).toHaveLength(600);
    expect([small.labelMap[0], small.labelMap.at(-1)]).toEqual([RED, BLUE]);
    // in pixels of the frame, whatever the size of the maps
    expect(small.instances?.map(({ box }) => box.width)).toEqual([32, 32]);
    const onGrid = await segmenter.segment(frame, { outputs, at: 'model', type: 'uint8' });
    const { input } = segmenter.model;
    expect([onGrid.width, onGrid.height]).toEqual([input.width, input.height]);
    expect(onGrid.confidence).toBeInstanceOf(Uint8Array);
    expect(onGrid.confidence![0]! / 255).toBeCloseTo(small.confidence![0]!, 1);
    expect(onGrid.labelMap).toHaveLength(input.width * input.height);
  });

  it('puts maps into the memory of a result that is given back, where it fits', async () => {
    const outputs = ['confidence', 'probabilities', 'panoptic'] as const;
    const first = await segmenter.segment(halves(64, 40), { outputs });
    const again = await segmenter.segment(halves(64, 40), { outputs });
    const kept = { ...again, confidence: again.confidence!.slice() };
    const second = await segmenter.segment(halves(64, 40), { outputs, into: first });
    expect([first.labelMap.length, first.confidence!.length, first.probabilities!.length]).toEqual([0, 0, 0]);
    expect(second).toMatchObject({ labelMap: kept.labelMap, confidence: kept.confidence });
    expect(second.probabilities).toEqual(again.probabilities);
    expect(second.panopticMap).toEqual(again.panopticMap);
    const other = await segmenter.segment(halves(32, 20), { outputs, into: second, type: 'uint8' });
    expect([other.labelMap.length, other.confidence!.length, second.labelMap.length]).toEqual([640, 640, 0]);
    for (const into of [
      first,
      { labelMap: new Uint8Array(10).subarray(2) },
      { entropy: [1] as unknown as Float32Array },
      { confidence: kept.confidence, entropy: kept.confidence },
    ]) {
      await expect(segmenter.segment(halves(8, 8), { into })).rejects.toMatchObject({ code: 'option-invalid' });
    }
  });

  it('gives a frame up that still waits, and goes on', async () => {
    const controller = new AbortController();
    const [big, waiting] = [halves(1500, 1200), halves(64, 40)];
    const before = segmenter.segment(big);
    const given = segmenter.segment(waiting, { signal: controller.signal });
    given.catch(() => undefined);
    // a call reaches the thread in a turn of its own
    await new Promise((resolve) => setTimeout(resolve));
    controller.abort();
    await expect(given).rejects.toMatchObject({ code: 'aborted' });
    expect((await before).width).toBe(1500);
    expect((await segmenter.segment(waiting)).width).toBe(64);
  });

  it('labels many frames in order, past one that cannot be read', async () => {
    const frames = [halves(16, 8), 'nowhere.png', halves(24, 8), halves(32, 8)];
    const seen: (number | string)[] = [];
    for await (const result of segmenter.segmentAll(frames, { reuse: true })) {
      seen.push(result.status === 'fulfilled' ? result.value.width : (result.reason as { code: string }).code);
    }
    expect(seen).toEqual([16, 'source-unavailable', 24, 32]);
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
