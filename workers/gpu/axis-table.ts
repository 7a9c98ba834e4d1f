import type { Axis } from '../../src/core/geometry/bilinear.ts';

/**
 * An axis of a resampling as its shader reads it, `vec4u` a target pixel: the two neighbours, the bits of the second one's
 * weight, and nothing. The shader then mixes with the very weights of the CPU twin.
 */
export function axisTable({ low, high, weight }: Axis): Uint32Array<ArrayBuffer> {
  const table = new Uint32Array(low.length * 4);
  const bits = new Uint32Array(weight.buffer, weight.byteOffset, weight.length);
  for (let target = 0; target < low.length; target += 1) {
    table.set([low[target]!, high[target]!, bits[target]!, 0], target * 4);
  }
  return table;
}
