import { describe, expect, it } from 'vitest';
import { TINY_CLASSES, tinyLogits } from '../../../models/tiny/logits.ts';
import { makeTiny } from '../../../models/tiny/make.ts';
import { largestDifference, run } from './session.ts';

const SIDE = 32;
const PIXELS = SIDE * SIDE;

describe('the tiny model', () => {
  it('answers for every pixel what its plain TypeScript twin answers', async () => {
    const input = Float32Array.from({ length: 3 * PIXELS }, (_, i) => ((i * 7919) % 256) / 255);
    const output = await run(makeTiny(), input, [1, 3, SIDE, SIDE]);
    const at = (channel: number, pixel: number) => input[channel * PIXELS + pixel] ?? NaN;
    const pixels = Array.from({ length: PIXELS }, (_, p) => tinyLogits(at(0, p), at(1, p), at(2, p)));
    const expected = TINY_CLASSES.flatMap((_, id) => pixels.map((logits) => logits[id] ?? NaN));
    expect(output).toHaveLength(4 * PIXELS);
    expect(largestDifference(output, expected)).toBeLessThan(1e-5);
  });

  it.each([
    ['background', 0, 0, 0],
    ['background', 1, 1, 1],
    ['background', 0.5, 0.5, 0.5],
    ['red', 1, 0, 0],
    ['green', 0, 1, 0],
    ['blue', 0, 0, 1],
  ])('says %s to (%f, %f, %f)', (name, r, g, b) => {
    const logits = tinyLogits(r, g, b);
    expect(TINY_CLASSES[logits.indexOf(Math.max(...logits))]).toBe(name);
  });

  it('is smaller than 2 KB', () => {
    expect(makeTiny().length).toBeLessThan(2048);
  });
});
