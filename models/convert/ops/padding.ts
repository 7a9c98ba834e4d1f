import type { Padding } from '../tflite/schema.ts';

interface Window {
  readonly size: number;
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
}

/**
 * Zeros [before, after] along one axis.
 *
 * SAME in TensorFlow puts the odd zero *after*, so an even size with stride 2 is padded by [0, 1]; symmetric padding
 * would shift the picture by half a pixel at every level.
 */
export function pads(mode: Padding, { size, kernel, stride, dilation }: Window): [number, number] {
  if (mode === 'VALID') return [0, 0];
  const covered = (Math.ceil(size / stride) - 1) * stride + (kernel - 1) * dilation + 1;
  const total = Math.max(covered - size, 0);
  const before = Math.floor(total / 2);
  return [before, total - before];
}
