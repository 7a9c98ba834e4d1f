/**
 * Calls back with each new frame of a video element that nobody sees, until the returned function is called. The callback
 * takes the frame; its timestamp is the media time in microseconds.
 *
 * The frames are polled: for an element outside the page Chromium calls `requestVideoFrameCallback` four times a second,
 * and after a seek at rest not at all.
 */
export function presentedFrames(video: HTMLVideoElement, onFrame: (frame: VideoFrame) => void): () => void {
  let handle = 0;
  let last = -1;
  let moved = true;
  const onSeeked = (): void => {
    moved = true;
  };
  const poll = (): void => {
    handle = requestAnimationFrame(poll);
    if ((video.paused && !moved) || video.seeking || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    const frame = new VideoFrame(video);
    if (frame.timestamp === last && !moved) {
      frame.close();
      return;
    }
    moved = false;
    last = frame.timestamp;
    onFrame(frame);
  };
  video.addEventListener('seeked', onSeeked);
  handle = requestAnimationFrame(poll);
  return () => {
    cancelAnimationFrame(handle);
    video.removeEventListener('seeked', onSeeked);
  };
}
