import type { Size } from '../core/geometry/fit.ts';

/** A frame of a stream: an ImageBitmap where the browser has no VideoFrame. Its holder closes it. */
export type StreamFrame = VideoFrame | ImageBitmap;

/** By what it has, since the browser may not know the name, and a frame of another document is of another class. */
export function isVideoFrame(value: unknown): value is VideoFrame {
  return typeof value === 'object' && value !== null && 'displayWidth' in value && 'codedWidth' in value;
}

/** As shown, pixels; 0 × 0 once it is closed. */
export function shownSize(frame: StreamFrame): Size {
  return isVideoFrame(frame)
    ? { width: frame.displayWidth, height: frame.displayHeight }
    : { width: frame.width, height: frame.height };
}
