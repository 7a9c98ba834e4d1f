import type { Instance } from './instance.ts';

/** The countable things of a frame by itself, at its own size. */
export interface ThingMaps {
  /** None below 0.05 % of the frame. Where a model tells no things apart they are connected regions of a thing's class. */
  readonly instances?: readonly Instance[];
  /** height × width: class × 1000 + the id of the pixel's instance; 0 where it is of none. */
  readonly panopticMap?: Uint32Array<ArrayBuffer>;
}

/** The countable things of a frame of a stream or video. */
export interface ThingsFound {
  /** Absent where things are not told apart. */
  readonly instances?: readonly Instance[];
}
