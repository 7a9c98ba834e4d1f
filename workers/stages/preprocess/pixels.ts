import { can } from '../../../src/shared/capabilities.ts';
import type { Size } from '../../../src/shared/fit.ts';
import { isVideoFrame, shownSize, type StreamFrame } from '../../../src/shared/stream-frame.ts';
import { unsupported } from '../../../src/shared/unsupported.ts';
import { createArena } from '../../simd/arena.ts';

export type Picture = StreamFrame | ImageData;

/** A picture in memory: RGBA words, row-major, valid until the next `read` but one: the last one can be drawn again. */
export interface Pixels extends Size {
  readonly words: Uint32Array;
}

export interface PixelReader {
  /**
   * The picture's pixels as shown (a video frame's display size may differ: sampling takes care of that).
   * @param into memory for a video frame's, where it is large enough; our own when absent
   */
  read(picture: Picture, into?: Uint32Array<ArrayBuffer>): Promise<Pixels>;
}

/**
 * Brings pictures into memory. A video frame's own conversion to RGBA takes a fraction of the time that drawing it on a
 * canvas and reading that back does, and on some graphics stacks a hundredth.
 */
export function createPixelReader(arena = createArena()): PixelReader {
  let memory = arena.room('words');
  let other = arena.room('words');
  let canvas: OffscreenCanvas | null = null;
  return {
    async read(picture, into) {
      if (picture instanceof ImageData) {
        const { data, width, height } = picture;
        return { words: new Uint32Array(data.buffer, data.byteOffset, width * height), width, height };
      }
      if (isVideoFrame(picture) && isUpright(picture)) {
        const { width, height } = picture.visibleRect ?? { width: picture.codedWidth, height: picture.codedHeight };
        const words = into ? roomIn(into, width * height) : room(width * height);
        try {
          await picture.copyTo(words, { format: 'RGBA' });
          return { words, width, height };
        } catch {
          // a format that the browser does not convert: the canvas does
        }
      }
      if (!can('offscreenCanvas')) return unpack(picture);
      return draw(picture);
    },
  };

  /** Without a canvas a bitmap is read as a video frame. */
  async function unpack(picture: StreamFrame): Promise<Pixels> {
    if (!can('videoFrame')) throw unsupported('offscreenCanvas');
    const frame = new VideoFrame(picture, { timestamp: 0 });
    try {
      const { width, height } = shownSize(frame);
      const words = room(width * height);
      await frame.copyTo(words, { format: 'RGBA' });
      return { words, width, height };
    } finally {
      frame.close();
    }
  }

  function room(count: number): Uint32Array<ArrayBuffer> {
    [memory, other] = [other, memory];
    memory.fit({ words: 4 * count });
    return new Uint32Array(arena.buffer, memory.at.words, count);
  }

  function draw(picture: StreamFrame): Pixels {
    const { width, height } = shownSize(picture);
    canvas ??= new OffscreenCanvas(width, height);
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
    if (!context) throw new Error('No 2D canvas could be had in the worker.');
    // without alpha, what is transparent turns black
    context.globalCompositeOperation = 'copy';
    context.drawImage(picture, 0, 0, width, height);
    const { data } = context.getImageData(0, 0, width, height);
    return { words: new Uint32Array(data.buffer, data.byteOffset, width * height), width, height };
  }
}

/** Memory that was used before: pages that were never touched cost more than what is written to them. */
function roomIn(memory: Uint32Array<ArrayBuffer>, count: number): Uint32Array<ArrayBuffer> {
  return memory.length >= count ? memory.subarray(0, count) : new Uint32Array(count);
}

/** Chromium tells how a phone was held; TypeScript does not know yet. */
function isUpright(frame: VideoFrame & { readonly rotation?: number; readonly flip?: boolean }): boolean {
  return !frame.rotation && !frame.flip;
}
