import { describe, expect, it } from 'vitest';
import type { Scores } from '../../../src/core/labels/scores.ts';
import { argmax } from '../../../workers/stages/argmax/argmax.ts';
import {
  createTemporalSmoothing,
  type TemporalSmoothing,
} from '../../../workers/stages/temporal-smoothing/temporal-smoothing.ts';
import { randomly } from '../../fixtures/randomly.ts';
import { scoreAt, scoresOf, type ScoresOptions } from './reference.ts';

const SIDE = 32;
const options = { width: SIDE, height: SIDE, classes: 3, kind: 'logits', interleaved: false } as const;
const still = new Float32Array(SIDE * SIDE).fill(100);

function labels(scores: Scores): Uint8Array {
  const ids = new Uint8Array(scores.width * scores.height);
  argmax(scores, ids);
  return ids;
}

const smooth = (temporal: TemporalSmoothing, scores: Scores, strength = 0.8, luma: Float32Array = still): Scores => {
  temporal.run(scores, luma, SIDE, SIDE, strength);
  return scores;
};

const constant = (value: number, shape: ScoresOptions = options): Scores =>
  scoresOf(shape, (_, id) => value * (id + 1));

/** How many pixels change their label from frame to frame, over a scene that stands still under noise. */
function flips(strength: number): number {
  const random = randomly(9);
  const temporal = createTemporalSmoothing();
  let before: Uint8Array | null = null;
  let count = 0;
  for (let frame = 0; frame < 12; frame += 1) {
    const luma = still.map((value) => value + (random() - 0.5) * 6);
    const truth = (pixel: number, id: number): number => Number(id === Math.floor((pixel % SIDE) / 11));
    const scores = scoresOf(options, (pixel, id) => truth(pixel, id) + (random() - 0.5) * 3);
    const now = labels(smooth(temporal, scores, strength, luma));
    if (frame > 3) now.forEach((id, pixel) => (count += Number(id !== before?.[pixel])));
    before = now;
  }
  return count;
}

describe('temporal smoothing of a scene that stands still', () => {
  it('keeps its share of the past', () => {
    const temporal = createTemporalSmoothing();
    smooth(temporal, constant(0), 0.75);
    expect(scoreAt(smooth(temporal, constant(4), 0.75), 0, 0)).toBe(1);
    expect(scoreAt(smooth(temporal, constant(4), 0.75), 5, 0)).toBe(1.75);
  });

  it('leaves less than a quarter of the labels that flip from noise', () => {
    const without = flips(0);
    expect(without).toBeGreaterThan(1000);
    expect(flips(0.8)).toBeLessThan(without / 4);
  });

  it('leaves the first frame alone, and every frame at strength 0', () => {
    const temporal = createTemporalSmoothing();
    expect(smooth(temporal, constant(1)).data).toEqual(constant(1).data);
    expect(smooth(temporal, constant(2), 0).data).toEqual(constant(2).data);
  });

  it('mixes planes and interleaved channels alike', () => {
    const [planar, interleaved] = [false, true].map((each) => {
      const random = randomly(4);
      const temporal = createTemporalSmoothing();
      const shape = { ...options, interleaved: each };
      const frame = (): Scores => scoresOf(shape, () => random());
      smooth(temporal, frame());
      return smooth(temporal, frame());
    });
    for (let pixel = 0; pixel < SIDE * SIDE; pixel += 37) {
      for (let id = 0; id < 3; id += 1) expect(scoreAt(planar!, pixel, id)).toBe(scoreAt(interleaved!, pixel, id));
    }
  });

  it('mixes a binary model’s single plane', () => {
    const temporal = createTemporalSmoothing();
    const shape = { ...options, kind: 'binary' } as const;
    smooth(
      temporal,
      scoresOf(shape, () => 0),
      0.5,
    );
    expect(
      smooth(
        temporal,
        scoresOf(shape, () => 1),
        0.5,
      ).data.every((p) => p === 0.5),
    ).toBe(true);
  });

  it('keeps probabilities that sum to 1 summing to 1', () => {
    const temporal = createTemporalSmoothing();
    const shape = { ...options, kind: 'probabilities' } as const;
    smooth(
      temporal,
      scoresOf(shape, (_, id) => [0.7, 0.2, 0.1][id]!),
    );
    const mixed = smooth(
      temporal,
      scoresOf(shape, (_, id) => [0.1, 0.1, 0.8][id]!),
    );
    expect([0, 1, 2].reduce((sum, id) => sum + scoreAt(mixed, 100, id), 0)).toBeCloseTo(1, 6);
  });
});

describe('temporal smoothing of a scene that moves', () => {
  const block =
    (left: number, value: number) =>
    (pixel: number): number => {
      const [x, y] = [pixel % SIDE, Math.floor(pixel / SIDE)];
      return x >= left && x < left + 8 && y >= 12 && y < 20 ? value : 0;
    };
  const lumaAt = (left: number): Float32Array => still.map((value, pixel) => value + block(left, 80)(pixel));
  const scoresAt = (left: number): Scores =>
    scoresOf(options, (pixel, id) => (id === 1 ? block(left, 6)(pixel) : id === 0 ? 1 : -2));

  it('does not drag behind a block: where it was and where it is are as the model says', () => {
    const temporal = createTemporalSmoothing();
    for (const left of [2, 6, 10, 14, 18]) {
      const scores = smooth(temporal, scoresAt(left), 0.95, lumaAt(left));
      expect(scores.data, `at ${left}`).toEqual(scoresAt(left).data);
    }
  });

  it('goes on smoothing what stands still beside it', () => {
    const temporal = createTemporalSmoothing();
    smooth(temporal, scoresAt(2), 0.5, lumaAt(2));
    const raw = scoresOf(options, () => 3);
    const scores = smooth(temporal, raw, 0.5, lumaAt(14));
    expect(scoreAt(scores, 31 * SIDE + 31, 0)).toBe(2);
    expect(scoreAt(scores, 16 * SIDE + 16, 0)).toBe(3);
  });

  it('finds the place in a grid that is smaller than the picture', () => {
    const temporal = createTemporalSmoothing();
    const small = { ...options, width: 8, height: 8 };
    smooth(temporal, constant(0, small), 0.5, lumaAt(0));
    const scores = smooth(temporal, constant(2, small), 0.5, lumaAt(8));
    expect(scoreAt(scores, 4 * 8 + 2, 0)).toBe(2);
    expect(scoreAt(scores, 0, 0)).toBe(1);
    expect(scoreAt(scores, 4 * 8 + 7, 0)).toBe(1);
  });
});

describe('temporal smoothing', () => {
  it.each([NaN, Infinity, -Infinity])('does not keep a %d of one frame for ever', (broken) => {
    const temporal = createTemporalSmoothing();
    smooth(temporal, constant(1));
    smooth(
      temporal,
      scoresOf(options, (pixel, id) => (pixel === 40 && id === 1 ? broken : 1)),
    );
    const next = smooth(temporal, constant(1));
    expect(scoreAt(next, 40, 1)).toBe(2);
    expect(next.data.every(Number.isFinite)).toBe(true);
  });

  it('recovers from a first frame that is broken', () => {
    const temporal = createTemporalSmoothing();
    smooth(temporal, constant(NaN));
    expect(smooth(temporal, constant(1)).data).toEqual(constant(1).data);
  });

  it('mixes nothing in after a reset', () => {
    const temporal = createTemporalSmoothing();
    smooth(temporal, constant(9));
    temporal.reset();
    expect(smooth(temporal, constant(1)).data).toEqual(constant(1).data);
    expect(scoreAt(smooth(temporal, constant(2), 0.5), 0, 0)).toBe(1.5);
  });

  it('mixes nothing in when the scores change their size', () => {
    const temporal = createTemporalSmoothing();
    const small = { ...options, width: 16, height: 16 };
    smooth(temporal, constant(9));
    expect(smooth(temporal, constant(1, small)).data).toEqual(constant(1, small).data);
    expect(scoreAt(smooth(temporal, constant(2, small), 0.5), 0, 0)).toBe(1.5);
  });

  it('mixes nothing in when the picture changes its size', () => {
    const temporal = createTemporalSmoothing();
    smooth(temporal, constant(9));
    const scores = constant(1);
    temporal.run(scores, new Float32Array(64 * 16).fill(100), 64, 16, 0.8);
    expect(scores.data).toEqual(constant(1).data);
  });

  it('does not hold on to the scores it was given', () => {
    const temporal = createTemporalSmoothing();
    for (let frame = 0; frame < 2; frame += 1) smooth(temporal, constant(1), 0.5).data.fill(99);
    expect(scoreAt(smooth(temporal, constant(1), 0.5), 0, 0)).toBe(1);
  });
});
