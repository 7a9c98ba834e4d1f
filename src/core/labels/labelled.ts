import type { OwnLabelMap } from './label-map.ts';
import type { BilinearGrid } from '../geometry/bilinear.ts';
import type { Placement, Size } from '../geometry/fit.ts';
import type { Scores } from './scores.ts';

/** A labelled frame. The arrays belong to the labeller and hold until its next frame. */
export interface Labelled<Result = unknown> {
  readonly scores: Scores;
  /** How far the members of an ensemble are apart, 0 to 1, on the scores' grid; null where there is one prediction. */
  readonly disagreement: Float32Array | null;
  /** Class ids, `size` height × width. */
  readonly labels: OwnLabelMap;
  /** Of each class id, how many of the labels it has. */
  readonly counts: Uint32Array;
  /** The argmax alone, without refinement, `size` height × width; null unless it was asked for. */
  readonly raw: OwnLabelMap | null;
  readonly size: Size;
  readonly frame: Size;
  /** The frame in memory: RGBA words, row-major, unmirrored; its size may differ from the one shown. */
  readonly pixels: Size & { readonly words: Uint32Array };
  /** The frame's luma in the model's input, 0 to 255. */
  readonly luma: Float32Array;
  /** Where the frame lies in the scores. */
  readonly placement: Placement;
  readonly grid: BilinearGrid;
  /** A sentence where something is amiss with the labels, or left out; null: nothing. */
  readonly note: string | null;
  /** What the frame holds besides labels, as the model's task has it; null where that is nothing. */
  readonly result: Result;
}
