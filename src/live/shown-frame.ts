/** A first frame that has not come by then does not come. */
const PATIENCE_MS = 1000;
const PAUSE_MS = 8;

/**
 * What a video element shows. `readyState` runs ahead of its first frame, which is waited for a moment then: the element may say
 * that it has a picture, and still have none to give.
 * @throws DOMException `InvalidStateError` where none comes, `SecurityError` where it is another origin's
 */
export async function shownFrame(video: HTMLVideoElement): Promise<VideoFrame> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return new VideoFrame(video);
    } catch (error) {
      const isEarly = error instanceof DOMException && error.name === 'InvalidStateError';
      if (!isEarly || performance.now() > until) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
