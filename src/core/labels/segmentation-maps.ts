import type { OwnLabelMap } from './label-map.ts';
import type { Moves } from '../metrics/moves.ts';
import type { StageTimings } from '../metrics/metrics.ts';

/** height × width maps, row-major, of the frame given. */
export interface SegmentationMaps {
  readonly width: number;
  readonly height: number;
  /** In 16 bits where the model has more than 256 classes. */
  readonly labelMap: OwnLabelMap;
  readonly confidence?: Float32Array<ArrayBuffer>;
  readonly entropy?: Float32Array<ArrayBuffer>;
  /** classes × height × width. */
  readonly probabilities?: Float32Array<ArrayBuffer>;
  /** How far the members of an ensemble are apart, 0 to 1. */
  readonly disagreement?: Float32Array<ArrayBuffer>;
  /** class × 1000 + instance; instances are connected regions of a thing's class, stuff is 0. */
  readonly panopticMap?: Uint32Array<ArrayBuffer>;
  readonly shares: Float32Array<ArrayBuffer>;
  /** A sentence where something is amiss with the labels; null: nothing. */
  readonly note: string | null;
  readonly timings: StageTimings;
  readonly moves: Moves;
}
