import { can } from '../shared/capabilities.ts';
import type { StreamFrame } from '../shared/stream-frame.ts';

export interface TakenFrame {
  readonly frame: StreamFrame;
  /** Media time. */
  readonly seconds: number;
}

/**
 * The picture that a video element shows. Null while it has none, which it may say only here: `readyState` runs ahead of
 * the first frame; and where its media time is `known`.
 */
export async function currentFrame(video: HTMLVideoElement, known: number | null): Promise<TakenFrame | null> {
  if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
  if (!can('videoFrame')) {
    const seconds = video.currentTime;
    return seconds === known ? null : { frame: await createImageBitmap(video), seconds };
  }
  const frame = new VideoFrame(video);
  const seconds = frame.timestamp / 1e6;
  if (seconds !== known) return { frame, seconds };
  frame.close();
  return null;
}
