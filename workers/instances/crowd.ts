import type { Size } from '../../src/core/geometry/fit.ts';
import type { LabelMap } from '../../src/core/labels/label-map.ts';
import { findRegions } from './regions.ts';

/** A label map is looked at in so many places. */
const GRID: Size = { width: 64, height: 36 };
/** Share of the picture from which a region is somebody, and no bag or hand. */
const LARGE = 0.02;
export const LARGE_PLACES = Math.ceil(LARGE * GRID.width * GRID.height);
/** Milliseconds between two looks. */
export const LOOK_EVERY = 1000;

/** Looks now and then whether things lie apart in a picture that a model does not tell apart: a hint, and no count of them. */
export interface Crowd {
  /** How many large regions of things there are; null: it was not looked. */
  of(labels: LabelMap, size: Size, now: number): number | null;
}

/** @param isThing by class id */
export function createCrowd(isThing: readonly boolean[]): Crowd {
  const few = new Uint16Array(GRID.width * GRID.height);
  const map = new Uint16Array(few.length);
  let looked = -Infinity;
  return {
    of(labels, { width, height }, now) {
      if (now - looked < LOOK_EVERY) return null;
      looked = now;
      for (let y = 0, at = 0; y < GRID.height; y += 1) {
        const row = Math.floor(((y + 0.5) * height) / GRID.height) * width;
        for (let x = 0; x < GRID.width; x += 1, at += 1) {
          few[at] = labels[row + Math.floor(((x + 0.5) * width) / GRID.width)]!;
        }
      }
      return findRegions(few, GRID, isThing, map).filter(({ area }) => area >= LARGE_PLACES).length;
    },
  };
}
