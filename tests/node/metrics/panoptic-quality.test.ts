import { describe, expect, it } from 'vitest';
import type { PanopticMap } from '../../../src/core/metrics/match-segments.ts';
import { PanopticQuality } from '../../../src/core/metrics/panoptic-quality.ts';

/** Class 0 is stuff; 1 and 2 are things. */
const THINGS = [false, true, true];

/** Rows of "class, or class.instance", with spaces between; "-" is void. */
function map(text: string): PanopticMap {
  const pixels = text.trim().split(/\s+/);
  const classes = pixels.map((pixel) => (pixel === '-' ? 255 : Number(pixel.split('.')[0])));
  return {
    classes: Uint8Array.from(classes),
    instances: Uint16Array.from(pixels, (pixel) => Number(pixel.split('.')[1] ?? 0)),
  };
}

function quality(said: string, truth: string, least?: number): PanopticQuality {
  const quality = new PanopticQuality(THINGS);
  quality.add(map(said), map(truth), least);
  return quality;
}

describe('panoptic quality', () => {
  it('is 1 where everything is met, whatever the ids are called', () => {
    const met = quality('0 0 1.7 1.7 1.9 2.1', '0 0 1.1 1.1 1.2 2.5');
    expect(met.mean()).toEqual({ pq: 1, sq: 1, rq: 1 });
    expect(met.score(1)).toEqual({ pq: 1, sq: 1, rq: 1, matched: 2, extra: 0, missed: 0 });
  });

  it('counts as the paper does: one thing met by three quarters, one missed, one said in vain', () => {
    // said 7 has 3 of the 4 pixels of thing 1; thing 2 is called road; said 8 lies on road
    const some = quality('1.7 1.7 1.7 0 0 0 1.8 0 0 0', '1.1 1.1 1.1 1.1 1.2 1.2 0 0 0 0');
    expect(some.score(1)).toEqual({ pq: 0.75 / 2, sq: 0.75, rq: 1 / 2, matched: 1, extra: 1, missed: 1 });
    // road: 3 of 4 pixels, said of 6: 3 / (4 + 6 − 3)
    expect(some.score(0)).toMatchObject({ pq: 0, sq: 0, matched: 0, extra: 1, missed: 1 });
  });

  it('matches from above a half of IoU on, so that nothing is matched twice', () => {
    expect(quality('1.1 1.1 1.2 1.2', '1.1 1.1 1.1 1.1').score(1)).toMatchObject({ matched: 0, extra: 2, missed: 1 });
    expect(quality('1.1 1.1 1.1 1.2', '1.1 1.1 1.1 1.1').score(1)).toMatchObject({ sq: 0.75, matched: 1, extra: 1 });
  });

  it('matches nothing across classes', () => {
    const wrong = quality('1.1 1.1', '2.1 2.1');
    expect(wrong.score(1)).toMatchObject({ pq: 0, extra: 1, missed: 0 });
    expect(wrong.score(2)).toMatchObject({ pq: 0, extra: 0, missed: 1 });
  });

  it('takes void out before IoU is reckoned, and forgives what is void for more than a half', () => {
    // without void 2 of 2 pixels, though 4 are said
    expect(quality('1.1 1.1 1.1 1.1', '1.3 1.3 - -').score(1)).toMatchObject({ sq: 1, matched: 1 });
    expect(quality('1.1 1.1 1.1 0', '- - 0 0').score(1)).toBe(null);
    expect(quality('1.1 1.1 0 0', '- 0 0 0').score(1)).toMatchObject({ extra: 1 });
  });

  it('takes a crowd, and things too small to be found, for void', () => {
    expect(quality('1.1 1.1 0 0', '1 1 0 0').score(1)).toBe(null);
    expect(quality('1.1 1.1 0 0', '1.4 1.4 0 0', 3).score(1)).toBe(null);
    expect(quality('0 0 0 0', '1.4 1.4 0 0', 3).score(1)).toBe(null);
    expect(quality('0 0 0 0', '1.4 1.4 0 0', 2).score(1)).toMatchObject({ missed: 1 });
  });

  it('counts stuff as one segment of a frame, however many regions it has, and a thing without an id as none', () => {
    expect(quality('0 1.1 0 1.1', '0 1.1 0 1.1').score(0)).toMatchObject({ matched: 1, extra: 0, missed: 0 });
    expect(quality('1 1 0 0', '1.1 1.1 0 0').score(1)).toMatchObject({ matched: 0, extra: 0, missed: 1 });
  });

  it('has means over the classes that occur, of things and of stuff apart', () => {
    const both = quality('0 0 1.1 1.1', '0 0 1.1 2.1');
    expect(both.mean('stuff')).toEqual({ pq: 1, sq: 1, rq: 1 });
    expect(both.mean('things')).toEqual({ pq: 0, sq: 0, rq: 0 });
    expect(both.mean()?.pq).toBeCloseTo(1 / 3, 10);
    expect(new PanopticQuality(THINGS).mean()).toBe(null);
  });

  it('adds up over frames', () => {
    const sum = quality('1.1 1.1', '1.1 1.1');
    sum.add(map('0 0'), map('1.1 1.1'));
    expect(sum.score(1)).toMatchObject({ pq: 1 / 1.5, matched: 1, missed: 1 });
  });
});
