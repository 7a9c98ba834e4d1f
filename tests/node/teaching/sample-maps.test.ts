import { expect, it } from 'vitest';
import { sampleMaps } from '../../../src/core/teaching/sample-maps.ts';

it('samples each map where the head in the graph does: cell i at pixel i · stride, and beyond the last one the last', () => {
  const fine = { channels: 1, stride: 2, width: 4, height: 2, data: Float32Array.of(0, 1, 2, 3, 4, 5, 6, 7) };
  const coarse = { channels: 2, stride: 4, width: 2, height: 1, data: Float32Array.of(10, 20, -1, -3) };
  const cells = Uint32Array.of(0, 1, 2, 7);
  expect([...sampleMaps([fine, coarse], cells)]).toEqual([0, 10, -1, 1, 15, -2, 2, 20, -3, 7, 20, -3]);
  expect([...sampleMaps([coarse, fine], Uint32Array.of(1))]).toEqual([15, -2, 1]);
});
