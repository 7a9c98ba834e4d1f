import type { Size } from './fit.ts';

/** A picture in memory: RGBA words, row-major, valid until the next but one is read: the last one can be drawn again. */
export interface Pixels extends Size {
  readonly words: Uint32Array;
}
