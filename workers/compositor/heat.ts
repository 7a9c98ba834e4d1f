import type { MoveCounter } from '../../src/core/metrics/move-counter.ts';
import { perceptualRamp } from '../../src/core/labels/palette.ts';
import type { Labelled } from '../../src/core/labels/labelled.ts';
import type { OnGrid } from '../stages/confidence/on-grid.ts';
import { createRaster } from './raster.ts';

/** A measure on a perceptual ramp, at the scores' own size. */
export interface Heat {
  paint(labelled: Labelled, what: 'confidence' | 'entropy' | 'disagreement'): OffscreenCanvas;
}

export function createHeat(onGrid: OnGrid, moves?: MoveCounter): Heat {
  const ramp = perceptualRamp();
  const raster = createRaster(moves);
  return {
    paint({ scores, disagreement }, what) {
      const words = raster.words(scores);
      const values = what === 'disagreement' ? disagreement : onGrid.of(scores, what);
      for (let i = 0; i < words.length; i += 1) words[i] = ramp[((values?.[i] ?? 0) * 255) & 255]!;
      return raster.flush();
    },
  };
}
