import { currentFrame, type TakenFrame } from './current-frame.ts';
import { Presentation } from './presentation.ts';
import { ticks } from '../ticks.ts';

export interface PresentedFrames {
  /** Hands the frame that is shown out once more, as soon as there is one. */
  again(): void;
  stop(): void;
}

export interface PresentedFramesEvents {
  /** Takes the frame. */
  onFrame(taken: TakenFrame): void;
  /** The element says that it has a picture and gives none. Called once; no frame comes after it. */
  onSilent(cause: unknown): void;
}

/** `readyState` runs ahead of the first frame; but not for so long, milliseconds. */
const PATIENCE = 3000;

/**
 * Calls back with each new frame of a video element that nobody sees.
 *
 * The frames are polled: after a seek at rest Chromium does not call `requestVideoFrameCallback`, nor in a hidden page, though
 * the video plays on there, and older ones call it four times a second for an element outside the page. Whether a frame is
 * new is seen by its stamp, or where the stamps tell nothing by what the element says of itself.
 */
export function presentedFrames(video: HTMLVideoElement, events: PresentedFramesEvents): PresentedFrames {
  const presentation = new Presentation(video);
  let last: number | null = null;
  let wanted = true;
  let taking = false;
  let stopped = false;
  let silentSince: number | null = null;
  const again = (): void => {
    wanted = true;
  };
  const poll = (displayed: boolean): void => {
    if ((video.paused && !wanted) || video.seeking || taking) return;
    taking = true;
    void take(displayed).finally(() => (taking = false));
  };
  const take = async (displayed: boolean): Promise<void> => {
    // it says now and then that it has a picture before it has one
    const known = wanted ? null : last;
    wanted = false;
    const taken = await currentFrame(video, presentation, displayed, known).then(heard, silent);
    if (stopped) taken?.frame.close();
    else if (!taken) wanted ||= known === null;
    if (!taken || stopped) return;
    last = taken.mark;
    events.onFrame(taken);
  };
  const heard = (taken: TakenFrame | null): TakenFrame | null => {
    silentSince = null;
    return taken;
  };
  const silent = (cause: unknown): null => {
    silentSince ??= performance.now();
    if (!stopped && performance.now() - silentSince > PATIENCE) {
      stop();
      events.onSilent(cause);
    }
    return null;
  };
  const end = ticks(poll);
  const stop = (): void => {
    stopped = true;
    end();
    presentation.stop();
    video.removeEventListener('seeked', again);
  };
  video.addEventListener('seeked', again);
  return { again, stop };
}
