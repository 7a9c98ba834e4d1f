import type { Axis } from '../../src/core/geometry/bilinear.ts';
import type { Size } from '../../src/core/geometry/fit.ts';
import type { Arena } from './arena.ts';

/** The parts of a room in which kernels find the two axes of a bilinear resampling. */
export const AXES = ['lowX', 'highX', 'weightX', 'lowY', 'highY', 'weightY'] as const;
type Parts = Readonly<Record<(typeof AXES)[number], number>>;

/** Bytes of each part, for a target of that size. */
export function axesBytes({ width, height }: Size): Parts {
  const [across, down] = [4 * width, 4 * height];
  return { lowX: across, highX: across, weightX: across, lowY: down, highY: down, weightY: down };
}

/** @param at addresses of the parts */
export function writeAxes(
  arena: Arena,
  at: Parts,
  x: Omit<Axis, 'begin' | 'end'>,
  y: Omit<Axis, 'begin' | 'end'>,
): void {
  arena.write(at.lowX, x.low);
  arena.write(at.highX, x.high);
  arena.write(at.weightX, x.weight);
  arena.write(at.lowY, y.low);
  arena.write(at.highY, y.high);
  arena.write(at.weightY, y.weight);
}
