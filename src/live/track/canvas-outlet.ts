import { PerPixelError } from '../../core/errors/errors.ts';
import type { StreamFrame } from '../../platform/stream-frame.ts';
import { PictureStream } from '../picture-stream.ts';
import type { Outlet } from './outlet.ts';

/** The track of a canvas that nobody sees, for browsers in which a page cannot write a track's frames. */
export class CanvasOutlet implements Outlet {
  readonly track: MediaStreamTrack;
  readonly #pictures = new PictureStream(() => undefined);

  /** @throws PerPixelError `browser-unsupported` */
  constructor() {
    const canvas = HTMLCanvasElement.prototype as Partial<HTMLCanvasElement>;
    if (!canvas.captureStream) throw noStream();
    this.track = this.#pictures.open(null).getVideoTracks()[0]!;
  }

  show(picture: StreamFrame): void {
    this.#pictures.show(picture);
  }

  cover(): void {
    this.#pictures.show(null);
  }

  end(): void {
    if (this.track.readyState === 'ended') return;
    this.track.stop();
    // the browser tells of this only where it was not us
    this.track.dispatchEvent(new Event('ended'));
  }
}

function noStream(): PerPixelError {
  return new PerPixelError(
    'browser-unsupported',
    'This browser has no streams of a canvas, as which drawn pictures leave the page.',
    'Use Chrome or Edge 110, Firefox 115, Safari 16.4, or a newer one.',
  );
}
