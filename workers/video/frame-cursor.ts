import { framesFrom, type DecodedFrame, type LostFrame } from './frames.ts';
import type { VideoFile } from './video-file.ts';

/** Fetches single frames; going forward by little goes on where it is, anything else begins at a key frame. */
export interface FrameCursor {
  /** The frame with this index; null where it cannot be decoded. The caller closes it. Calls must not overlap. */
  get(index: number): Promise<VideoFrame | null>;
  close(): Promise<void>;
}

/** Further ahead than this, a key frame is likely to be nearer. */
const STRIDE = 30;

export function createFrameCursor(video: VideoFile): FrameCursor {
  let frames: AsyncGenerator<DecodedFrame | LostFrame, void> | null = null;
  let next = -1;

  async function close(): Promise<void> {
    const old = frames;
    frames = null;
    await old?.return();
  }

  return {
    async get(index) {
      if (!frames || index < next || index > next + STRIDE) {
        await close();
        frames = framesFrom(video, index);
        next = index;
      }
      for (;;) {
        const { value, done } = await frames.next();
        if (done || !value) {
          frames = null;
          return null;
        }
        next = value.index + 1;
        if (value.index === index) return value.frame;
        value.frame?.close();
        if (value.index > index) return null;
      }
    },
    close,
  };
}
