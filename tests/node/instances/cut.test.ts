import { describe, expect, it } from 'vitest';
import { CUT, isCut } from '../../../src/core/instances/cut.ts';
import { room } from '../../fixtures/rooms.ts';

const change = (a: Uint8Array, b: Uint8Array): number =>
  a.reduce((sum, each, i) => sum + Math.abs(each - b[i]!), 0) / a.length;

describe('another scene', () => {
  it('is a picture of another room, whoever is in it', () => {
    const pairs = Array.from({ length: 20 }, (_, seed) => [
      room({ seed, person: { left: 20, width: 20, seed } }),
      room({ seed: seed + 50, person: { left: 24, width: 20, seed: seed + 50 } }),
    ]);
    const different = pairs.filter(([a, b]) => change(a!, b!) > CUT);
    expect(different.length).toBeGreaterThan(10);
    expect(different.filter(([a, b]) => !isCut(a!, b!))).toEqual([]);
  });

  it('is none where somebody who fills half the picture has moved by a quarter of it since the frame before', () => {
    let large = 0;
    for (let seed = 0; seed < 20; seed += 1) {
      const [before, now] = [8, 24].map((left) => room({ seed, person: { left, width: 32, seed } }));
      if (change(before!, now!) > CUT) large += 1;
      expect(isCut(before!, now!)).toBe(false);
    }
    // their brightness alone would say otherwise
    expect(large).toBeGreaterThan(5);
  });

  it('is none where the camera is turned', () => {
    let large = 0;
    for (let seed = 0; seed < 20; seed += 1) {
      const [before, now] = [0, 10].map((turned) => room({ seed, turned }));
      if (change(before!, now!) > CUT) large += 1;
      expect(isCut(before!, now!)).toBe(false);
    }
    expect(large).toBeGreaterThan(3);
  });

  it('is nothing that can be known of pictures of other sizes, or of none', () => {
    expect(isCut(new Uint8Array(4), new Uint8Array(9).fill(255))).toBe(false);
    expect(isCut(new Uint8Array(0), new Uint8Array(0))).toBe(false);
    expect(isCut(new Uint8Array(5), new Uint8Array(5).fill(255))).toBe(true);
  });
});
