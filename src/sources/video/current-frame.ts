import { can } from '../../platform/capabilities.ts';
import type { StreamFrame } from '../../platform/stream-frame.ts';
import type { Presentation } from './presentation.ts';

export interface TakenFrame {
  readonly frame: StreamFrame;
  /** Media time. */
  readonly seconds: number;
  /** Of this picture: another one has another. */
  readonly mark: number;
}

/**
 * The picture that a video element shows. Null while it has none, which it may say only here: `readyState` runs ahead of
 * the first frame; and where its mark is the `known` one.
 * @param displayed the page is
 */
export async function currentFrame(
  video: HTMLVideoElement,
  presentation: Presentation,
  displayed: boolean,
  known: number | null,
): Promise<TakenFrame | null> {
  if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
  const frames = can('videoFrame');
  if (!frames || presentation.stamped === false) {
    const mark = presentation.mark(displayed);
    if (mark === known) return null;
    const { seconds } = presentation;
    return { frame: frames ? new VideoFrame(video) : await createImageBitmap(video), seconds, mark };
  }
  const frame = new VideoFrame(video);
  presentation.judge(frame.timestamp);
  const seconds = frame.timestamp / 1e6;
  if (seconds !== known) return { frame, seconds, mark: seconds };
  frame.close();
  return null;
}
