import type { Size } from '../../../src/core/geometry/fit.ts';
import type { Stroke } from '../../../src/core/teaching/stroke.ts';

/** The brush that a page begins with, as a share of the picture's shorter side. */
export const BRUSH = 0.03;
/** A dab is so many of the brush's radii long. */
const LENGTH = 3;
/** Over the thing, around it, and anywhere else. */
const OVER = 5;
const AROUND = 4;
const ELSEWHERE = 5;

/**
 * Dabs as a hand would draw them over one frame: over the thing where the brush stays within it, around it, and all over the rest.
 * @param truth 1 where the thing is
 * @param next 0 to 1
 */
export function dabs(truth: Uint8Array, { width, height }: Size, next: () => number): Stroke[] {
  const radius = BRUSH * Math.min(width, height);
  const depth = distances(truth, width, height);
  const within = (value: number): boolean => value > radius;
  const near = (value: number): boolean => value < -1.5 * radius && value > -6 * radius;
  const away = (value: number): boolean => value < -2 * radius;
  return [...many(OVER, 1, within), ...many(AROUND, 0, near), ...many(ELSEWHERE, 0, away)];

  function many(count: number, classId: number, fits: (depth: number) => boolean): Stroke[] {
    return Array.from({ length: count }, () => dab(classId, fits)).filter((each) => each !== null);
  }

  /** A line that begins where it fits, and goes on as long as it does. */
  function dab(classId: number, fits: (depth: number) => boolean): Stroke | null {
    const at = (x: number, y: number): number => depth[Math.floor(y) * width + Math.floor(x)] ?? 0;
    for (let tries = 0; tries < 2000; tries += 1) {
      const x = next() * width;
      const y = next() * height;
      if (!fits(at(x, y))) continue;
      const heading = 2 * Math.PI * next();
      const points: [number, number][] = [[x, y]];
      for (let far = radius / 2; far <= LENGTH * radius; far += radius / 2) {
        const [u, v] = [x + far * Math.cos(heading), y + far * Math.sin(heading)];
        if (u < 0 || v < 0 || u >= width || v >= height || !fits(at(u, v))) break;
        points.push([u, v]);
      }
      return { classId, points, radius };
    }
    return null;
  }
}

/** Of each pixel, how far it lies within the thing, or less than 0 outside: by steps across and along, chamfered. */
export function distances(truth: Uint8Array, width: number, height: number): Float32Array {
  const far = (is: number): Float32Array => {
    const from = Float32Array.from(truth, (value) => (value === is ? Infinity : 0));
    const step = (at: number, x: number, y: number, dx: number, dy: number, cost: number): void => {
      const [u, v] = [x + dx, y + dy];
      if (u < 0 || v < 0 || u >= width || v >= height) return;
      from[at] = Math.min(from[at]!, from[v * width + u]! + cost);
    };
    for (const sign of [1, -1]) {
      for (let i = 0; i < from.length; i += 1) {
        const at = sign > 0 ? i : from.length - 1 - i;
        const x = at % width;
        const y = Math.floor(at / width);
        step(at, x, y, -sign, 0, 1);
        step(at, x, y, 0, -sign, 1);
        step(at, x, y, -sign, -sign, Math.SQRT2);
        step(at, x, y, sign, -sign, Math.SQRT2);
      }
    }
    return from;
  };
  const inside = far(1);
  return far(0).map((outside, at) => inside[at]! - outside);
}
