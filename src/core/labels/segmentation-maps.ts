import type { Size } from '../geometry/fit.ts';
import type { TaskMaps } from '../manifest/tasks.ts';
import type { OwnLabelMap } from './label-map.ts';
import type { Moves } from '../metrics/moves.ts';
import type { StageTimings } from '../metrics/metrics.ts';
import type { MapType } from './score-maps.ts';

/** height × width maps, row-major, of the frame given, upright. */
export interface SegmentationMaps<Type extends MapType = MapType> extends TaskMaps<Type> {
  /** Pixels of the maps. */
  readonly width: number;
  /** Pixels of the maps. */
  readonly height: number;
  /** The frame's own size, upright. */
  readonly frame: Size;
  /** A class id for every pixel, background included; in 16 bits where the model has more than 256 classes. */
  readonly labelMap: OwnLabelMap;
  /** By class id: its share of the pixels; sums to 1. */
  readonly shares: Float32Array<ArrayBuffer>;
  /** A sentence where something is amiss with the labels; null: nothing. */
  readonly note: string | null;
  readonly timings: StageTimings;
  readonly moves: Moves;
}
