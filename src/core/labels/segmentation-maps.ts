import type { TaskMaps } from '../manifest/tasks.ts';
import type { OwnLabelMap } from './label-map.ts';
import type { Moves } from '../metrics/moves.ts';
import type { StageTimings } from '../metrics/metrics.ts';

/** height × width maps, row-major, of the frame given. */
export interface SegmentationMaps extends TaskMaps {
  readonly width: number;
  readonly height: number;
  /** In 16 bits where the model has more than 256 classes. */
  readonly labelMap: OwnLabelMap;
  readonly shares: Float32Array<ArrayBuffer>;
  /** A sentence where something is amiss with the labels; null: nothing. */
  readonly note: string | null;
  readonly timings: StageTimings;
  readonly moves: Moves;
}
