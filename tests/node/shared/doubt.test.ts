import { expect, it } from 'vitest';
import { leastConfidences } from '../../../src/core/labels/doubt.ts';

const plain = { id: 0, name: 'a', colour: '#000000', thing: false };
const least = (doubt: number, labelling: 'semantic' | 'panoptic' = 'semantic'): number[] =>
  [
    ...leastConfidences([plain, { ...plain, doubt: 0.8 }, { ...plain, thing: true, doubt: 0 }], { doubt, labelling }),
  ].map((value) => Math.round(value * 100) / 100);

it('a pixel is hatched by the confidence of its class that half of its pixels are right at', () => {
  expect(least(0.5)).toEqual([0.5, 0.8, 0]);
  expect(least(0)).toEqual([0, 0, 0]);
  expect(least(0.25)).toEqual([0.25, 0.4, 0]);
  expect(least(0.75)).toEqual([0.75, 0.9, 0.5]);
  expect(least(1)).toEqual([1, 1, 1]);
});

it('of things that are told apart it is the confidence itself', () => {
  expect(least(0.5, 'panoptic')).toEqual([0.5, 0.8, 0.5]);
});
