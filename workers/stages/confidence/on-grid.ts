import { bilinearGrid, type BilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import { isSameSize } from '../../../src/core/geometry/fit.ts';
import type { Scores } from '../../../src/core/labels/scores.ts';
import type { Arena } from '../../simd/arena.ts';
import { createSampler } from './sampler.ts';

/** Measures of scores at their own size, by kernels: for overlays that are drawn frame by frame. */
export interface OnGrid {
  /** Valid until the next call. */
  of(scores: Scores, what: 'confidence' | 'entropy'): Float32Array;
}

export function createOnGrid(arena: Arena): OnGrid {
  const sampler = createSampler(arena);
  let grid: BilinearGrid | null = null;
  let values = new Float32Array();
  return {
    of(scores, what) {
      const size = { width: scores.width, height: scores.height };
      if (!grid || !isSameSize(grid.source, size)) {
        grid = bilinearGrid(size, { x: 0, y: 0, ...size }, size);
        values = new Float32Array(size.width * size.height);
      }
      sampler.run(scores, grid, { [what]: values });
      return values;
    },
  };
}
