import type { Size } from '../geometry/fit.ts';
import type { GivenMaps, MapMemory } from '../labels/map-memory.ts';
import type { MapType } from '../labels/score-maps.ts';
import type { OutputKind } from './outputs.ts';

/** How large the maps of a frame are: as the frame, as the model's grid over it, or so many pixels. */
export type MapSize = 'frame' | 'model' | Size;

/** What is wanted of one frame. */
export interface SegmentOptions<Type extends MapType = 'float32'> {
  /** What to return besides the label map; default none. */
  readonly outputs?: readonly OutputKind[];
  /**
   * How large the maps are, the label map included: `'frame'` (default), `'model'`, the model's own grid over the frame, which is the cheapest,
   * or `{ width, height }` in pixels.
   */
  readonly at?: MapSize;
  /** How maps hold numbers from 0 to 1: `'float32'` (default), or `'uint8'`, as bytes of which 255 is 1. */
  readonly type?: Type;
  /**
   * A result that is no longer needed, or arrays as it has them: maps of the same size take their memory, so that nothing large is
   * allocated. They are empty afterwards.
   */
  readonly into?: GivenMaps;
  /** Hands the frame over instead of copying it; it is closed, or its memory empty, then. */
  readonly transfer?: boolean;
  /** Gives this frame up; the call rejects with `aborted`, and a frame that waits is not labelled. */
  readonly signal?: AbortSignal;
}

/** What is wanted of a frame, as whoever labels it is told. */
export interface SegmentRequest {
  readonly outputs: readonly OutputKind[];
  readonly at: MapSize;
  readonly type: MapType;
  readonly memory: MapMemory;
}
