import { isVideoFrame, shownSize, type StreamFrame } from '../../src/platform/stream-frame.ts';
import { createPixelReader } from '../frames/pixels.ts';
import type { Turn } from '../frames/turn.ts';

/** Turns frames in memory, in browsers whose frames cannot say how they were held. */
export interface Uprighting {
  /** The frame as it is to be shown, a bitmap where it was one. Takes it. */
  run<Frame extends StreamFrame>(frame: Frame, turn: Turn): Promise<Frame>;
}

export function createUprighting(): Uprighting {
  const reader = createPixelReader();
  return { run: (frame, turn) => upright(frame, turn) as Promise<typeof frame> };

  async function upright(frame: StreamFrame, turn: Turn): Promise<StreamFrame> {
    try {
      const { words, width, height } = await reader.read(frame, turn);
      const bytes = new Uint8ClampedArray(words.buffer as ArrayBuffer, words.byteOffset, words.byteLength);
      if (!isVideoFrame(frame)) return await createImageBitmap(new ImageData(bytes, width, height));
      const shown = shownSize(frame);
      const lies = turn.degrees % 180 !== 0;
      return new VideoFrame(bytes, {
        format: 'RGBA',
        codedWidth: width,
        codedHeight: height,
        displayWidth: lies ? shown.height : shown.width,
        displayHeight: lies ? shown.width : shown.height,
        timestamp: frame.timestamp,
      });
    } finally {
      frame.close();
    }
  }
}
