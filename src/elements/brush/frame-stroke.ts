import type { Size } from '../../core/geometry/fit.ts';
import type { Stroke } from '../../core/teaching/stroke.ts';
import type { TaughtClass } from '../../core/teaching/taught-class.ts';
import type { Brush, Trace } from '../teacher/act.ts';

/** What was drawn over a picture as it is shown, in pixels of its frame. @param mirrored it is shown as in a mirror */
export function frameStroke({ points, size }: Trace, classId: Brush, frame: Size, mirrored: boolean): Stroke {
  const { width, height } = frame;
  return {
    classId,
    points: points.map(([x, y]) => [(mirrored ? 1 - x : x) * width, y * height] as const),
    radius: size * Math.min(width, height),
  };
}

/** A stroke that has become labels. */
export interface LaidStroke {
  readonly trace: Trace;
  /** Empty: it erases. */
  readonly colour: string;
}

/** The strokes of a frame, as they lie over the picture as it is shown. */
export function laidStrokes(
  strokes: readonly Stroke[],
  classes: readonly TaughtClass[],
  { width, height }: Size,
  mirrored: boolean,
): LaidStroke[] {
  return strokes.map(({ classId, points, radius }) => ({
    trace: {
      points: points.map(([x, y]) => [mirrored ? 1 - x / width : x / width, y / height] as const),
      size: radius / Math.min(width, height),
    },
    colour: classId === null ? '' : (classes[classId]?.colour ?? '#ffffff'),
  }));
}

/** Points that are nearer to the last one than this share of the brush's radius say nothing new. */
const NEAR = 0.2;

/**
 * A line with another point. Of a picture that is not square x and y are shares of different lengths. @param aspect width by height
 * @returns the same line where the point says nothing new
 */
export function extended(trace: Trace, [x, y]: readonly [number, number], aspect: number): Trace {
  const last = trace.points.at(-1);
  const [across, down] = aspect > 1 ? [aspect, 1] : [1, 1 / aspect];
  if (last && Math.hypot((x - last[0]) * across, (y - last[1]) * down) < trace.size * NEAR) return trace;
  return { ...trace, points: [...trace.points, [x, y]] };
}
