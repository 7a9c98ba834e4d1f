import { describe, expect, it } from 'vitest';
import { createMotion, type Motion } from '../../../workers/stages/temporal-smoothing/motion.ts';
import { randomly } from '../../fixtures/randomly.ts';

const flat = (width: number, height: number, value: number): Float32Array =>
  new Float32Array(width * height).fill(value);

/** The blocks after a second picture, as rows. */
function after(motion: Motion, first: Float32Array, second: Float32Array, width: number, height: number): number[][] {
  motion.stillness(first, width, height);
  const result = motion.stillness(second, width, height);
  return Array.from({ length: motion.rows }, (_, y) => [
    ...result.subarray(y * motion.columns, (y + 1) * motion.columns),
  ]);
}

describe('motion', () => {
  it('calls nothing still before it has seen two pictures', () => {
    const result = createMotion().stillness(flat(16, 8, 100), 16, 8);
    expect([...result]).toEqual(Array(8).fill(0));
  });

  it('calls a picture that repeats still', () => {
    expect(after(createMotion(), flat(16, 8, 100), flat(16, 8, 100), 16, 8).flat()).toEqual(Array(8).fill(1));
  });

  it('calls a picture that changed everywhere moving', () => {
    expect(after(createMotion(), flat(16, 8, 100), flat(16, 8, 120), 16, 8).flat()).toEqual(Array(8).fill(0));
  });

  it('gives way the more a picture changes, and not before it changes by 2', () => {
    const levels = [0, 2, 3, 4, 5, 6, 7, 8, 30].map(
      (change) => after(createMotion(), flat(4, 4, 100), flat(4, 4, 100 + change), 4, 4)[0]![0]!,
    );
    expect(levels.slice(0, 2)).toEqual([1, 1]);
    expect(levels.slice(-2)).toEqual([0, 0]);
    expect(levels[4]).toBeCloseTo(0.5, 6);
    expect(levels).toEqual(levels.toSorted((a, b) => b - a));
  });

  it('is the same when the picture gets darker', () => {
    const brighter = after(createMotion(), flat(4, 4, 100), flat(4, 4, 104), 4, 4);
    expect(after(createMotion(), flat(4, 4, 104), flat(4, 4, 100), 4, 4)).toEqual(brighter);
  });

  it('spreads to the eight neighbours of a block and no further', () => {
    const second = flat(20, 20, 100);
    for (let y = 8; y < 12; y += 1) second.fill(150, y * 20 + 8, y * 20 + 12);
    expect(after(createMotion(), flat(20, 20, 100), second, 20, 20)).toEqual([
      [1, 1, 1, 1, 1],
      [1, 0, 0, 0, 1],
      [1, 0, 0, 0, 1],
      [1, 0, 0, 0, 1],
      [1, 1, 1, 1, 1],
    ]);
  });

  it('does not take a sensor’s noise for motion', () => {
    const random = randomly(5);
    const noisy = (): Float32Array => Float32Array.from({ length: 64 * 64 }, () => 100 + (random() - 0.5) * 8);
    expect(Math.min(...after(createMotion(), noisy(), noisy(), 64, 64).flat())).toBeGreaterThan(0.9);
  });

  it('sees the edge blocks of a picture that is no multiple of 4', () => {
    const second = flat(10, 6, 100);
    second[second.length - 1] = 140;
    const rows = after(createMotion(), flat(10, 6, 100), second, 10, 6);
    expect(rows).toEqual([
      [1, 0, 0],
      [1, 0, 0],
    ]);
    expect(after(createMotion(), flat(1, 1, 9), flat(1, 1, 9), 1, 1)).toEqual([[1]]);
  });

  it('compares with the picture before, not with the first one', () => {
    const motion = createMotion();
    for (const value of [0, 50, 100]) motion.stillness(flat(8, 8, value), 8, 8);
    expect([...motion.stillness(flat(8, 8, 100), 8, 8)]).toEqual([1, 1, 1, 1]);
  });

  it('begins again when told to, or when the picture changes its size', () => {
    const motion = createMotion();
    motion.stillness(flat(8, 8, 100), 8, 8);
    motion.reset();
    expect([...motion.stillness(flat(8, 8, 100), 8, 8)]).toEqual([0, 0, 0, 0]);
    expect([...motion.stillness(flat(16, 4, 100), 16, 4)]).toEqual([0, 0, 0, 0]);
    expect([...motion.stillness(flat(16, 4, 100), 16, 4)]).toEqual([1, 1, 1, 1]);
  });
});
