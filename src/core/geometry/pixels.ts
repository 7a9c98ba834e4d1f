import type { Size } from './fit.ts';

/** A picture in memory: RGBA words, row-major, valid until two more have been read, so that the last one can be drawn again beside a new one. */
export interface Pixels extends Size {
  readonly words: Uint32Array;
}
