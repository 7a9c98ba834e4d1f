import { describe, expect, it } from 'vitest';
import type { InputSpec } from '../../../src/core/manifest/manifest.ts';
import { createInput } from '../../../src/core/manifest/model-input.ts';
import { createPreprocess } from '../../../workers/stages/preprocess/preprocess.ts';
import { createSeen, seesTheSame } from '../../../workers/stages/preprocess/seen.ts';
import { randomly } from '../../fixtures/randomly.ts';

const plain: InputSpec = {
  name: 'input',
  width: 16,
  height: 12,
  layout: 'NCHW',
  type: 'float32',
  scale: 1 / 255,
  mean: [0, 0, 0],
  std: [1, 1, 1],
  colour: 'RGB',
  fit: { mode: 'stretch', colour: '#000000' },
};
const other: InputSpec = { ...plain, layout: 'NHWC', colour: 'BGR', scale: 1 / 127.5, mean: [1, 1, 1] };

describe('what a network was given', () => {
  it.each([
    ['planes from 0 to 1', plain, other],
    ['pixels around 0, blue first', other, plain],
  ])('is a picture again, from which another network is given the same: %s', (_, first, second) => {
    const random = randomly(4);
    const size = { width: 50, height: 31 };
    const words = Uint32Array.from({ length: 50 * 31 }, () => (0xff000000 | Math.floor(random() * 0x1000000)) >>> 0);
    const given = createInput(first);
    createPreprocess(first).run({ ...size, words }, size, given);
    const seen = createSeen(first)!(given);
    expect([seen.width, seen.height]).toEqual([16, 12]);

    const [whole, again] = [createInput(second), createInput(second)];
    createPreprocess(second).run({ ...size, words }, size, whole);
    createPreprocess(second).run(seen, size, again);
    const level = second.scale;
    again.forEach((value, i) => expect(Math.abs(value - whole[i]!)).toBeLessThanOrEqual(0.51 * level));
  });

  it('is none where it sees no colours, another part of the picture, or other pixels', () => {
    expect(createSeen({ ...plain, colour: 'grey', mean: [0], std: [1] })).toBeNull();
    expect(seesTheSame(plain, other)).toBe(true);
    expect(seesTheSame(plain, { ...other, width: 17 })).toBe(false);
    expect(seesTheSame({ ...plain, fit: { mode: 'cover', colour: '#000000' } }, plain)).toBe(false);
  });
});
