import { isCut } from '../../../src/core/instances/cut.ts';
import type { Size } from '../../../src/core/geometry/fit.ts';
import type { Point, Region } from './region.ts';

/** Cells across and down of the small picture that motion is looked for in. */
const WIDTH = 128;
const HEIGHT = 72;
/** Cells that somebody may have moved by from one frame to the next. */
const FAR = 4;
/** Mean difference of grey values between two frames of a camera that stands still. */
const NOISE = 0.5;

/** How a picture differs from the one before. */
export interface Motion {
  /** Takes the next picture. @returns whether it shows another scene */
  next(luma: Float32Array, size: Size): boolean;
  /** How far what a region shows has moved, in pixels of a frame of that size. */
  of(region: Region, frame: Size): Point;
  reset(): void;
}

/** Looks for motion by comparing small pictures (block matching, the least sum of absolute differences). */
export function createMotion(): Motion {
  let now = new Float32Array(WIDTH * HEIGHT);
  let before = new Float32Array(WIDTH * HEIGHT);
  let known = 0;
  return {
    next(luma, size) {
      [now, before] = [before, now];
      shrink(luma, size, now);
      known = Math.min(2, known + 1);
      return known === 2 && isCut(before, now);
    },
    of({ x, y, side }, frame) {
      if (known < 2) return { x: 0, y: 0 };
      const [sx, sy] = [WIDTH / frame.width, HEIGHT / frame.height];
      // the body's own middle, and not what is around it
      const [left, right] = span(x * sx, (side * sx) / 5, WIDTH);
      const [top, bottom] = span(y * sy, (side * sy) / 3, HEIGHT);
      if (right - left < 3 || bottom - top < 3) return { x: 0, y: 0 };
      let best = { x: 0, y: 0, difference: Infinity };
      for (let dy = -FAR; dy <= FAR; dy += 1) {
        for (let dx = -FAR; dx <= FAR; dx += 1) {
          // in doubt it stood still, as where all is of one grey
          const effort = 1 + 0.03 * (Math.abs(dx) + Math.abs(dy));
          const difference = (apart(dx, dy, left, right, top, bottom) + NOISE) * effort;
          if (difference < best.difference) best = { x: dx, y: dy, difference };
        }
      }
      return { x: best.x / sx, y: best.y / sy };
    },
    reset() {
      known = 0;
    },
  };

  /** Mean difference between what is there now and what was there, so many cells before. */
  function apart(dx: number, dy: number, left: number, right: number, top: number, bottom: number): number {
    let [sum, count] = [0, 0];
    for (let y = Math.max(top, dy, 0); y < Math.min(bottom, HEIGHT, HEIGHT + dy); y += 1) {
      for (let x = Math.max(left, dx, 0); x < Math.min(right, WIDTH, WIDTH + dx); x += 1) {
        sum += Math.abs(now[y * WIDTH + x]! - before[(y - dy) * WIDTH + x - dx]!);
        count += 1;
      }
    }
    return count > 0 ? sum / count : Infinity;
  }
}

function span(middle: number, half: number, size: number): [number, number] {
  return [Math.max(0, Math.round(middle - half)), Math.min(size, Math.round(middle + half))];
}

/** Means of blocks. */
function shrink(luma: Float32Array, { width, height }: Size, into: Float32Array): void {
  for (let row = 0; row < HEIGHT; row += 1) {
    const [top, bottom] = bounds(row, HEIGHT, height);
    for (let column = 0; column < WIDTH; column += 1) {
      const [left, right] = bounds(column, WIDTH, width);
      let sum = 0;
      for (let y = top; y < bottom; y += 1) {
        for (let x = left; x < right; x += 1) sum += luma[y * width + x]!;
      }
      into[row * WIDTH + column] = sum / ((bottom - top) * (right - left));
    }
  }
}

function bounds(cell: number, cells: number, size: number): [number, number] {
  const from = Math.floor((cell * size) / cells);
  return [from, Math.max(from + 1, Math.floor(((cell + 1) * size) / cells))];
}
