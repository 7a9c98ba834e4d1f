import type { Size } from '../../src/core/geometry/fit.ts';
import type { FrameColours } from '../frames/colour-matrix.ts';
import type { Turn } from '../frames/turn.ts';

/** A picture in memory that threads share, as a decoder leaves it. */
export interface SharedPicture extends Size {
  readonly bytes: Uint8Array;
  /** Of each plane. */
  readonly layout: readonly { readonly offset: number; readonly stride: number }[];
  /** By WebCodecs' name. */
  readonly format: string;
  readonly colours: FrameColours;
  /** How it has to be turned; null: it stands upright. */
  readonly turn: Turn | null;
  /** Upright, with square pixels. */
  readonly shown: Size;
}

/** A picture that others hold too: its memory is another one's once all have closed it. */
export interface SharedFrame {
  /** Whole microseconds. */
  readonly timestamp: number;
  readonly picture: SharedPicture;
  clone(): SharedFrame;
  /** Once for each clone, and for itself. */
  close(): void;
}

/** Memory for pictures, used again: a video's frames are alike, and pages that were never touched cost more than what is written to them. */
export function createFrameMemory() {
  const spare: Uint8Array<SharedArrayBuffer>[] = [];
  return {
    /** Memory for at least so many bytes. */
    take(bytes: number): Uint8Array<SharedArrayBuffer> {
      const found = spare.findIndex(({ length }) => length >= bytes);
      const [memory] = found < 0 ? [] : spare.splice(found, 1);
      if (memory) return memory;
      // frames have become larger
      spare.length = 0;
      return new Uint8Array(new SharedArrayBuffer(bytes));
    },
    /** @param memory as `take` gave it: it is taken back when nobody holds the frame any more */
    frame(timestamp: number, picture: SharedPicture, memory: Uint8Array<SharedArrayBuffer>): SharedFrame {
      let holders = 1;
      const frame: SharedFrame = {
        timestamp,
        picture,
        clone() {
          holders += 1;
          return frame;
        },
        close() {
          holders -= 1;
          if (holders === 0) spare.push(memory);
        },
      };
      return frame;
    },
  };
}

export type FrameMemory = ReturnType<typeof createFrameMemory>;
