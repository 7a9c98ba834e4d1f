/**
 * Calls back with each frame that a video element presents, until the returned function is called.
 * The callback takes the frame.
 */
export function presentedFrames(
  video: HTMLVideoElement,
  onFrame: (frame: VideoFrame, seconds: number) => void,
): () => void {
  let handle = 0;
  const next = (_now: number, { mediaTime }: VideoFrameCallbackMetadata): void => {
    handle = video.requestVideoFrameCallback(next);
    if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    onFrame(new VideoFrame(video, { timestamp: Math.round(mediaTime * 1e6) }), mediaTime);
  };
  handle = video.requestVideoFrameCallback(next);
  return () => video.cancelVideoFrameCallback(handle);
}
