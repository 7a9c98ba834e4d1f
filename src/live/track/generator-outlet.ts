import { can } from '../../platform/capabilities.ts';
import { isVideoFrame, shownSize, type StreamFrame } from '../../platform/stream-frame.ts';
import type { Outlet } from './outlet.ts';

/** null: this browser has none. */
export function createGenerator(): MediaStreamTrackGenerator<VideoFrame> | null {
  if (typeof MediaStreamTrackGenerator === 'undefined' || !can('videoFrame')) return null;
  return new MediaStreamTrackGenerator({ kind: 'video' });
}

/** Frames go into the track as they come: no canvas of the page is between. */
export class GeneratorOutlet implements Outlet {
  readonly #writer: WritableStreamDefaultWriter<VideoFrame>;
  #black = new OffscreenCanvas(640, 360);
  /** Microseconds: a track's frames come in order, whichever worker stamped them. */
  #last = 0;

  constructor(readonly track: MediaStreamTrackGenerator<VideoFrame>) {
    this.#writer = track.writable.getWriter();
    // it rejects where whoever has the track stopped it
    this.#writer.closed.catch(() => undefined);
  }

  show(picture: StreamFrame): void {
    if (isVideoFrame(picture)) {
      const { width, height } = shownSize(picture);
      if (this.#black.width !== width || this.#black.height !== height)
        this.#black = new OffscreenCanvas(width, height);
      // where the track has no room for it, a newer one follows
      if ((this.#writer.desiredSize ?? 0) > 0) this.#write(picture);
    }
    picture.close();
  }

  cover(): void {
    const context = this.#black.getContext('2d', { alpha: false });
    context?.fillRect(0, 0, this.#black.width, this.#black.height);
    this.#write(this.#black);
  }

  end(): void {
    this.#writer.close().catch(() => undefined);
  }

  /** Leaves the picture with its owner. */
  #write(picture: VideoFrame | OffscreenCanvas): void {
    const timestamp = Math.max(this.#last + 1, Math.round(performance.now() * 1000));
    this.#last = timestamp;
    const frame = new VideoFrame(picture, { timestamp });
    this.#writer.write(frame).catch(() => frame.close());
  }
}
