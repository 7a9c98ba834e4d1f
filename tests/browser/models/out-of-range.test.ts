import { describe, expect, it } from 'vitest';
import { linearNetwork } from './networks.ts';
import { classes, manifestFor, picture, segmenterFor } from './own-model.ts';

const SIDE = 8;
const input = { name: 'in', width: SIDE, height: SIDE };
const half = picture(SIDE, SIDE, (x) => (x < 4 ? [255, 255, 255] : [0, 0, 0]));

const within = (values: Float32Array | undefined): boolean =>
  Boolean(values?.every((value) => value >= 0 && value <= 1));

describe('a model whose probabilities are none', () => {
  it('is told of, and shows no figure above 1: one channel of logits', async () => {
    const logit = linearNetwork('NCHW', SIDE, SIDE, [{ name: 'out', weights: [[4, 4, 2]], bias: [-5] }]);
    const segmenter = await segmenterFor(
      await manifestFor(logit, { input, output: { name: 'out', kind: 'binary-probability' }, classes: classes(2) }),
    );
    const { labelMap, confidence, entropy, note } = await segmenter.segment(half, {
      outputs: ['confidence', 'entropy'],
    });
    expect(note).toMatch(/probabilities below 0 or above 1.*logits/);
    expect([within(confidence), within(entropy)]).toEqual([true, true]);
    expect(Math.max(...(confidence ?? []))).toBe(1);
    expect([...labelMap.subarray(0, SIDE)]).toEqual([1, 1, 1, 1, 0, 0, 0, 0]);
  });

  it('in one of several heads, too', async () => {
    const two = linearNetwork('NCHW', SIDE, SIDE, [
      {
        name: 'a',
        weights: [
          [1, 0, 0],
          [0, 1, 0],
        ],
        bias: [0, 0],
      },
      { name: 'b', weights: [[3, 0, 0]], bias: [0] },
    ]);
    const segmenter = await segmenterFor(
      await manifestFor(two, {
        input,
        outputs: [
          { name: 'a', kind: 'logits', classes: [0, 1] },
          { name: 'b', kind: 'binary-probability', classes: [0, 2] },
        ],
        classes: classes(3),
      }),
    );
    const { confidence, note } = await segmenter.segment(half, { outputs: ['confidence'] });
    expect(note).toMatch(/below 0 or above 1/);
    expect(within(confidence)).toBe(true);
  });

  it('is not told of where they are in range', async () => {
    const sigmoid = linearNetwork('NCHW', SIDE, SIDE, [
      { name: 'out', weights: [[4, 4, 2]], bias: [-5], activation: { op: 'Sigmoid' } },
    ]);
    const segmenter = await segmenterFor(
      await manifestFor(sigmoid, { input, output: { name: 'out', kind: 'binary-probability' }, classes: classes(2) }),
    );
    expect((await segmenter.segment(half)).note).toBeNull();
  });

  it('is told of where they are no numbers', async () => {
    const broken = linearNetwork('NCHW', SIDE, SIDE, [
      {
        name: 'out',
        weights: [
          [-4, -4, -2],
          [0, 0, 0],
        ],
        bias: [-1, 0],
        activation: { op: 'Log' },
      },
    ]);
    const segmenter = await segmenterFor(
      await manifestFor(broken, { input, output: { name: 'out', kind: 'logits' }, classes: classes(2) }),
    );
    const { confidence, note } = await segmenter.segment(half, { outputs: ['confidence'] });
    expect(note).toMatch(/no numbers/);
    expect(within(confidence)).toBe(true);
  });
});
