import { SerialQueue } from '../../src/core/async/serial-queue.ts';
import type { FrameCursor } from './frame-cursor.ts';

/** Pictures of single frames. */
export interface Thumbnails {
  /** Made one after the other; null where the frame cannot be decoded. */
  get(index: number, height: number): Promise<ImageBitmap | null>;
  /** The frame itself, which the caller closes; null where it cannot be decoded. */
  frame(index: number): Promise<VideoFrame | null>;
}

export function createThumbnails(cursor: FrameCursor): Thumbnails {
  const queue = new SerialQueue();
  return {
    get: (index, height) =>
      queue.run(async () => {
        const frame = await cursor.get(index);
        if (!frame) return null;
        try {
          const width = Math.max(1, Math.round((height * frame.displayWidth) / frame.displayHeight));
          return await createImageBitmap(frame, { resizeWidth: width, resizeHeight: height, resizeQuality: 'medium' });
        } finally {
          frame.close();
        }
      }),
    frame: (index) => queue.run(() => cursor.get(index)),
  };
}
