import type { TaskMaps } from '../manifest/tasks.ts';
import type { OwnLabelMap } from './label-map.ts';
import type { Moves } from '../metrics/moves.ts';
import type { StageTimings } from '../metrics/metrics.ts';

/** height × width maps, row-major, of the frame given. */
export interface SegmentationMaps extends TaskMaps {
  /** Pixels of the frame, upright. */
  readonly width: number;
  /** Pixels of the frame, upright. */
  readonly height: number;
  /** A class id for every pixel, background included; in 16 bits where the model has more than 256 classes. */
  readonly labelMap: OwnLabelMap;
  /** By class id: its share of the pixels; sums to 1. */
  readonly shares: Float32Array<ArrayBuffer>;
  /** A sentence where something is amiss with the labels; null: nothing. */
  readonly note: string | null;
  readonly timings: StageTimings;
  readonly moves: Moves;
}
