import { currentFrame, type TakenFrame } from './current-frame.ts';

export interface PresentedFrames {
  /** Hands the frame that is shown out once more, as soon as there is one. */
  again(): void;
  stop(): void;
}

/**
 * Calls back with each new frame of a video element that nobody sees. The callback takes the frame.
 *
 * The frames are polled: for an element outside the page Chromium calls `requestVideoFrameCallback` four times a second,
 * and after a seek at rest not at all.
 */
export function presentedFrames(video: HTMLVideoElement, onFrame: (taken: TakenFrame) => void): PresentedFrames {
  let handle = 0;
  let last: number | null = null;
  let wanted = true;
  let taking = false;
  let stopped = false;
  const again = (): void => {
    wanted = true;
  };
  const poll = (): void => {
    handle = requestAnimationFrame(poll);
    if ((video.paused && !wanted) || video.seeking || taking) return;
    taking = true;
    void take().finally(() => (taking = false));
  };
  const take = async (): Promise<void> => {
    // it says now and then that it has a picture before it has one
    const known = wanted ? null : last;
    wanted = false;
    const taken = await currentFrame(video, known).catch(() => null);
    if (stopped) taken?.frame.close();
    else if (!taken) wanted ||= known === null;
    if (!taken || stopped) return;
    last = taken.seconds;
    onFrame(taken);
  };
  video.addEventListener('seeked', again);
  handle = requestAnimationFrame(poll);
  return {
    again,
    stop() {
      stopped = true;
      cancelAnimationFrame(handle);
      video.removeEventListener('seeked', again);
    },
  };
}
