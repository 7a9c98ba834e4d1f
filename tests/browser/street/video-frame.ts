import { isVideoFrame, type StreamFrame } from '../../../src/platform/stream-frame.ts';

/** What the street gives in a browser that has video frames. */
export function videoFrame(frame: StreamFrame): VideoFrame {
  if (isVideoFrame(frame)) return frame;
  throw new Error('it is no VideoFrame');
}
