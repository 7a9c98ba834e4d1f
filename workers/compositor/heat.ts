import type { MoveCounter } from '../../src/core/metrics/move-counter.ts';
import { perceptualRamp } from '../../src/core/labels/palette.ts';
import type { Labelled } from '../../src/core/labels/labelled.ts';
import { confidence, entropy } from '../stages/confidence/confidence.ts';
import { createRaster } from './raster.ts';

/** A measure on a perceptual ramp, at the scores' own size. */
export interface Heat {
  paint(labelled: Labelled, what: 'confidence' | 'entropy' | 'disagreement'): OffscreenCanvas;
}

export function createHeat(moves?: MoveCounter): Heat {
  const ramp = perceptualRamp();
  const raster = createRaster(moves);
  let values = new Float32Array(0);
  return {
    paint({ scores, disagreement }, what) {
      const words = raster.words(scores);
      if (values.length !== words.length) values = new Float32Array(words.length);
      if (what === 'disagreement') values.set(disagreement ?? values.fill(0));
      else (what === 'confidence' ? confidence : entropy)(scores, values);
      for (let i = 0; i < words.length; i += 1) words[i] = ramp[(values[i]! * 255) & 255]!;
      return raster.flush();
    },
  };
}
