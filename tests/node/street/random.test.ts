import { describe, expect, it } from 'vitest';
import { Random, hash } from '../../../workers/street/random.ts';

const draw = (random: Random, count: number): number[] => Array.from({ length: count }, () => random.next());

describe("the street's chance", () => {
  it('gives the same numbers for the same key', () => {
    expect(draw(new Random(7, 1, 2), 50)).toEqual(draw(new Random(7, 1, 2), 50));
  });

  it('gives other numbers for a neighbouring key', () => {
    expect(draw(new Random(7, 1, 2), 5)).not.toEqual(draw(new Random(7, 1, 3), 5));
    expect(draw(new Random(7), 5)).not.toEqual(draw(new Random(8), 5));
  });

  it('starts over when it is seeded again', () => {
    const random = new Random(3);
    const first = draw(random, 9);
    expect(draw(random.reseed(3), 9)).toEqual(first);
  });

  it('stays in its range and fills it evenly', () => {
    const random = new Random(11);
    const tenths = new Array<number>(10).fill(0);
    for (const value of draw(random, 20_000)) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThan(1);
      const slot = Math.floor(value * 10);
      tenths[slot] = (tenths[slot] ?? 0) + 1;
    }
    for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(250);
  });

  it('draws integers and list entries within bounds, all of them', () => {
    const random = new Random(12);
    const seen = new Set(Array.from({ length: 500 }, () => random.int(6)));
    expect([...seen].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(new Set(Array.from({ length: 100 }, () => random.pick(['a', 'b', 'c']))).size).toBe(3);
  });

  it('takes negative keys and zero', () => {
    const hashes = new Set([hash(0), hash(-1), hash(1), hash(0, -1), hash(0, 1), hash(-1, -1)]);
    expect(hashes.size).toBe(6);
    for (const value of hashes) expect(value >>> 0).toBe(value);
  });
});
