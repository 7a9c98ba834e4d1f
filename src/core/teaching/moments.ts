/** How many samples of a class there are, the sum of their features, and that of the products of any two: what a fit is made of. */
export interface Moments {
  count: number;
  /** Of each channel. */
  readonly sum: Float64Array;
  /** Of channels i and j ≤ i, at i · (i + 1) / 2 + j. */
  readonly gram: Float64Array;
}

export function emptyMoments(channels: number): Moments {
  return {
    count: 0,
    sum: new Float64Array(channels),
    gram: new Float64Array((channels * (channels + 1)) / 2),
  };
}

/** So many samples are summed at once: the sums are read and written once for all of them. */
const BLOCK = 8;

/**
 * Takes samples in, or out again.
 * @param rows of `channels` features each, one behind the other
 * @param sign 1 or −1
 */
export function addSamples(to: Moments, rows: Float32Array, sign: 1 | -1): void {
  const { sum, gram } = to;
  const channels = sum.length;
  const count = rows.length / channels;
  to.count += sign * count;
  const block = new Float64Array(BLOCK * channels);
  const [a, b, c, d, e, f, g, h] = Array.from({ length: BLOCK }, (_, k) =>
    block.subarray(k * channels, (k + 1) * channels),
  ) as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
  for (let from = 0; from < count; from += BLOCK) {
    block.fill(0);
    block.set(rows.subarray(from * channels, Math.min(count, from + BLOCK) * channels));
    let at = 0;
    for (let i = 0; i < channels; i += 1) {
      const ai = sign * a[i]!;
      const bi = sign * b[i]!;
      const ci = sign * c[i]!;
      const di = sign * d[i]!;
      const ei = sign * e[i]!;
      const fi = sign * f[i]!;
      const gi = sign * g[i]!;
      const hi = sign * h[i]!;
      sum[i]! += ai + bi + ci + di + ei + fi + gi + hi;
      for (let j = 0; j <= i; j += 1) {
        gram[at]! +=
          ai * a[j]! + bi * b[j]! + ci * c[j]! + di * d[j]! + ei * e[j]! + fi * f[j]! + gi * g[j]! + hi * h[j]!;
        at += 1;
      }
    }
  }
}
