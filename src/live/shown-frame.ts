import { inTime } from '../core/async/in-time.ts';

/** A first frame that has not come by then does not come. */
const FIRST_FRAME = { patience: 1000, pause: 8 };

/**
 * What a video element shows. `readyState` runs ahead of its first frame, which is waited for a moment then: the element may say
 * that it has a picture, and still have none to give.
 * @throws DOMException `InvalidStateError` where none comes, `SecurityError` where it is another origin's
 */
export function shownFrame(video: HTMLVideoElement): Promise<VideoFrame> {
  return inTime(() => new VideoFrame(video), isEarly, FIRST_FRAME);
}

function isEarly(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'InvalidStateError';
}
