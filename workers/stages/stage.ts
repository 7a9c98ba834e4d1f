import type { BilinearGrid } from '../../src/core/geometry/bilinear.ts';
import type { Placement, Size } from '../../src/core/geometry/fit.ts';
import type { Pixels } from '../../src/core/geometry/pixels.ts';
import type { LabelMap } from '../../src/core/labels/label-map.ts';
import type { Scores } from '../../src/core/labels/scores.ts';
import type { RefineOptions } from '../../src/core/refine/stages.ts';
import type { Arena } from '../simd/arena.ts';

/** A frame between a model's scores and its label map. Each stage reads what the ones before left, and leaves its own. */
export interface Work {
  /** The model's own, smoothed over time; or planes of a stage's own in their place, valid until its next frame. */
  scores: Scores;
  /** Argmax at the scores' own size. */
  readonly ids: LabelMap;
  /** Share of the frame before that each pixel of the scores keeps; null: there is no past. */
  keep: Float32Array | null;
  /** Of the model's input, 0 to 255. */
  readonly luma: Float32Array;
  /** Size of the model's input. */
  readonly input: Size;
  /** The frame itself. */
  readonly pixels: Pixels;
  /** Where the frame lies in the scores. */
  readonly placement: Placement;
  /** From the scores to the label map. */
  readonly grid: BilinearGrid;
  /** The label map. */
  readonly labels: LabelMap;
  /** Of each class id, how many pixels of the label map have it: added to what is there. */
  readonly counts: Uint32Array;
}

/** A stage on the CPU. */
export interface Stage {
  run(work: Work, refine: RefineOptions): void;
  /** Gives the scores back what `run` changed in them; after the label map is made. */
  undo?(work: Work): void;
  /** Forgets the frames before, as after a seek. */
  reset?(): void;
}

/** @param arena where pictures and label maps lie while they are worked on */
export type CreateStage = (arena: Arena) => Stage;
