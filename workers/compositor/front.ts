import { isSameSize, type Size } from '../../src/core/geometry/fit.ts';
import type { Labelled } from '../../src/core/labels/labelled.ts';
import type { Scores } from '../../src/core/labels/scores.ts';
import type { ModelClass } from '../../src/core/manifest/manifest.ts';
import type { MoveCounter } from '../../src/core/metrics/move-counter.ts';
import type { Arena } from '../simd/arena.ts';
import { foreground, foregroundPlane, keptClasses } from '../stages/foreground/foreground.ts';
import { createMatte } from '../stages/matte/matte.ts';
import { createRaster } from './raster.ts';

/** What stays in front of a blurred or replaced background, in its own colours with soft edges. */
export interface Front {
  /** Puts it on the canvas in place of what is there, and nothing else; what is drawn next is drawn as before. */
  put(labelled: Labelled, size: Size, mirrored: boolean): void;
  /**
   * Puts it on the canvas over what is behind, blurred, all in memory; what is drawn next is drawn as before.
   * @param radius of the blur, as a share of the frame's height
   */
  putBlurred(labelled: Labelled, size: Size, mirrored: boolean, radius: number): void;
  /**
   * What is behind the frame that was put last, blurred, unmirrored, small.
   * @param radius of the blur, as a share of the frame's height
   */
  backdrop(radius: number): OffscreenCanvas;
  /** Of the frame that was put last: how much of what surrounds each cell of a grid is behind, unmirrored. */
  spill(): { readonly spill: Float32Array; readonly grid: Size };
}

export function createFront(
  context: OffscreenCanvasRenderingContext2D,
  classes: readonly ModelClass[],
  arena: Arena,
  moves: MoveCounter,
): Front {
  const kept = keptClasses(classes);
  const matte = createMatte(arena);
  let probability = new Float32Array(0);
  const enlarged = createRaster(moves);
  const blurred = createRaster(moves);
  let sheet = new ImageData(1, 1);
  return {
    put(labelled, size, mirrored) {
      take(labelled);
      show(matte.sheet(mirrored), labelled.pixels, size);
    },
    putBlurred(labelled, size, mirrored, radius) {
      take(labelled);
      show(matte.blurred(radius, mirrored), labelled.pixels, size);
    },
    backdrop(radius) {
      const bytes = matte.backdrop(radius);
      blurred.words(matte.grid).set(new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4));
      return blurred.flush();
    },
    spill: () => ({ spill: matte.spill(), grid: matte.grid }),
  };

  function take({ pixels, scores, placement }: Labelled): void {
    matte.take({ probability: foregroundPlane(scores, kept) ?? probabilityOf(scores), scores, placement, pixels });
  }

  function probabilityOf(scores: Scores): Float32Array {
    const count = scores.width * scores.height;
    if (probability.length !== count) probability = new Float32Array(count);
    foreground(scores, kept, probability);
    return probability;
  }

  /** @param bytes of the picture's size, turned as the view is */
  function show(bytes: Uint8ClampedArray<ArrayBuffer>, picture: Size, { width, height }: Size): void {
    moves.copied();
    if (isSameSize(picture, { width, height })) {
      if (sheet.data !== bytes || sheet.width !== width) sheet = new ImageData(bytes, width, height);
      context.putImageData(sheet, 0, 0);
      moves.copied();
      return;
    }
    enlarged.words(picture).set(new Uint32Array(bytes.buffer, bytes.byteOffset, picture.width * picture.height));
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalAlpha = 1;
    context.globalCompositeOperation = 'copy';
    context.drawImage(enlarged.flush(), 0, 0, width, height);
    context.restore();
  }
}
