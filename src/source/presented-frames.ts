export interface PresentedFrames {
  /** Hands the frame that is shown out once more, as soon as there is one. */
  again(): void;
  stop(): void;
}

/**
 * Calls back with each new frame of a video element that nobody sees. The callback takes the frame; its timestamp is the
 * media time in microseconds.
 *
 * The frames are polled: for an element outside the page Chromium calls `requestVideoFrameCallback` four times a second,
 * and after a seek at rest not at all.
 */
export function presentedFrames(video: HTMLVideoElement, onFrame: (frame: VideoFrame) => void): PresentedFrames {
  let handle = 0;
  let last = -1;
  let wanted = true;
  const again = (): void => {
    wanted = true;
  };
  const poll = (): void => {
    handle = requestAnimationFrame(poll);
    if ((video.paused && !wanted) || video.seeking) return;
    const frame = currentFrame(video);
    if (!frame) return;
    if (frame.timestamp === last && !wanted) {
      frame.close();
      return;
    }
    wanted = false;
    last = frame.timestamp;
    onFrame(frame);
  };
  video.addEventListener('seeked', again);
  handle = requestAnimationFrame(poll);
  return {
    again,
    stop() {
      cancelAnimationFrame(handle);
      video.removeEventListener('seeked', again);
    },
  };
}

/** Null while the element has no picture, which it may say only here: `readyState` runs ahead of the first frame. */
function currentFrame(video: HTMLVideoElement): VideoFrame | null {
  if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
  try {
    return new VideoFrame(video);
  } catch {
    return null;
  }
}
