import { encode } from 'fast-png';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { difference, readMaps, type LabelledClip } from '../../pages/label-maps.ts';

const png = (labels: readonly number[]): Uint8Array =>
  encode({ width: 2, height: 2, channels: 1, depth: 8, data: Uint8Array.from(labels) });

function clip(maps: readonly (readonly number[])[], shares: readonly (readonly number[])[]): LabelledClip {
  const files = Object.fromEntries(maps.map((labels, place) => [`labels/${place}.png`, png(labels)]));
  return { maps: readMaps(zipSync({ ...files, 'classes.txt': strToU8('a, b') })), shares };
}

describe('labels of two browsers', () => {
  it('are compared pixel by pixel over all frames, and share by share', () => {
    const one = clip(
      [
        [0, 0, 1, 1],
        [0, 1, 1, 1],
      ],
      [
        [0.5, 0.5],
        [0.25, 0.75],
      ],
    );
    const other = clip(
      [
        [0, 0, 1, 1],
        [0, 1, 1, 0],
      ],
      [
        [0.5, 0.5],
        [0.5, 0.5],
      ],
    );
    expect(difference(one, one)).toEqual({ equal: 1, shares: 0 });
    expect(difference(one, other)).toEqual({ equal: 7 / 8, shares: 0.25 });
  });

  it('are not compared where a frame is missing', () => {
    const whole = clip(
      [
        [0, 0, 1, 1],
        [0, 0, 1, 1],
      ],
      [],
    );
    expect(() => difference(whole, clip([[0, 0, 1, 1]], []))).toThrow(/no counterpart/);
  });
});
