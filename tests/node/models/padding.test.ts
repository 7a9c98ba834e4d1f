import { describe, expect, it } from 'vitest';
import { pads } from '../../../models/convert/ops/padding.ts';

describe('padding as TensorFlow means it', () => {
  it('puts the odd zero after an even map with stride 2', () => {
    expect(pads('SAME', { size: 256, kernel: 3, stride: 2, dilation: 1 })).toEqual([0, 1]);
    expect(pads('SAME', { size: 32, kernel: 5, stride: 2, dilation: 1 })).toEqual([1, 2]);
  });

  it('is symmetric for an odd kernel with stride 1', () => {
    expect(pads('SAME', { size: 16, kernel: 5, stride: 1, dilation: 1 })).toEqual([2, 2]);
    expect(pads('SAME', { size: 16, kernel: 3, stride: 1, dilation: 2 })).toEqual([2, 2]);
  });

  it('is symmetric for an odd map with stride 2', () => {
    expect(pads('SAME', { size: 9, kernel: 3, stride: 2, dilation: 1 })).toEqual([1, 1]);
  });

  it('adds nothing where it is not asked for', () => {
    expect(pads('VALID', { size: 16, kernel: 5, stride: 1, dilation: 1 })).toEqual([0, 0]);
    expect(pads('SAME', { size: 16, kernel: 1, stride: 1, dilation: 1 })).toEqual([0, 0]);
  });
});
