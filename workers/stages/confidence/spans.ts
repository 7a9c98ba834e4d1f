import type { Axis } from '../../../src/core/geometry/bilinear.ts';

/** Bytes of a span. */
export const SPAN = 48;

/**
 * For each four targets of an axis, how both neighbours of all four are taken out of four values that lie beside one another, as the
 * kernel `sampleMaps` reads it: where those begin, bytes, three words of nothing, and for the lower and the upper neighbours 16 numbers of
 * bytes each. Where the neighbours lie further apart, as where a grid is made smaller, it begins at −1.
 * @param count a multiple of four: targets beyond the last are as that
 */
export function spansOf({ low, high }: Axis, count: number): Int32Array {
  const spans = new Int32Array((count / 4) * (SPAN / 4));
  const bytes = new Uint8Array(spans.buffer);
  const last = low.length - 1;
  for (let first = 0, at = 0; first < count; first += 4, at += SPAN) {
    const four = [first, first + 1, first + 2, first + 3].map((target) => Math.min(target, last));
    const lows = four.map((target) => low[target]!);
    const highs = four.map((target) => high[target]!);
    const begin = Math.min(...lows);
    if (Math.max(...highs) - begin > 3) {
      spans[at / 4] = -1;
      continue;
    }
    spans[at / 4] = 4 * begin;
    for (let lane = 0; lane < 16; lane += 1) {
      const own = lane & 3;
      bytes[at + 16 + lane] = 4 * (lows[lane >> 2]! - begin) + own;
      bytes[at + 32 + lane] = 4 * (highs[lane >> 2]! - begin) + own;
    }
  }
  return spans;
}
