import type { MoveCounter } from '../../src/core/metrics/move-counter.ts';
import type { ModelClass } from '../../src/core/manifest/manifest.ts';
import type { Scores } from '../../src/core/labels/scores.ts';
import { foreground, keptClasses } from '../stages/foreground/foreground.ts';
import { createRaster } from './raster.ts';

/** What stays in front of a blurred or replaced background, as opacity. */
export interface Mask {
  paint(scores: Scores): OffscreenCanvas;
}

export function createMask(classes: readonly ModelClass[], moves?: MoveCounter): Mask {
  const kept = keptClasses(classes);
  const raster = createRaster(moves);
  let opacity = new Uint8Array(0);
  return {
    paint(scores) {
      const words = raster.words(scores);
      if (opacity.length !== words.length) opacity = new Uint8Array(words.length);
      foreground(scores, kept, opacity);
      for (let i = 0; i < words.length; i += 1) words[i] = opacity[i]! << 24;
      return raster.flush();
    },
  };
}
