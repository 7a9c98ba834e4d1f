import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { PerPixelError } from '../../core/errors/errors.ts';
import type { PictureStream } from '../../live/picture-stream.ts';

/** How often it is looked whether a window is closed or empty: what happens in it before and after a load is told to nobody, milliseconds. */
const LOOK_MS = 500;

export interface WindowParts {
  readonly pictures: PictureStream;
  /** What is shown as a stream, from now on. */
  stream(): MediaStream;
  onError(error: PerPixelError): void;
}

/** What is shown, in windows of its own: what hides a background hides it there. */
export class Windows implements ReactiveController {
  readonly #video = document.createElement('video');
  #shared: Window | null = null;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly parts: WindowParts,
  ) {
    host.addController(this);
    this.#video.muted = true;
    this.#video.addEventListener('leavepictureinpicture', () => this.#ended(this.#video));
  }

  /** This browser has small windows above all others. */
  get canSmall(): boolean {
    return document.pictureInPictureEnabled;
  }

  /** It is in such a window. */
  get small(): boolean {
    return document.pictureInPictureElement === this.#video;
  }

  hostDisconnected(): void {
    if (this.small) void document.exitPictureInPicture().catch(() => undefined);
    this.#shared?.close();
    this.#shared = null;
  }

  /** Needs a user's gesture. */
  open(kind: 'small' | 'shared'): void {
    if (kind === 'small') void this.#toggleSmall();
    else this.#openShared();
  }

  async #toggleSmall(): Promise<void> {
    if (this.small) {
      // it may have been left, or be another page's, in the meantime
      await document.exitPictureInPicture().catch(() => undefined);
      this.host.requestUpdate();
      return;
    }
    const video = this.#video;
    video.srcObject ??= this.parts.stream();
    try {
      await video.play();
      await video.requestPictureInPicture();
    } catch (cause) {
      this.#ended(video);
      const problem = 'The browser does not show the picture in a small window.';
      this.parts.onError(new PerPixelError('browser-unsupported', problem, 'Open it in a window instead.', { cause }));
    }
    this.host.requestUpdate();
  }

  /** A window with nothing but the picture, which a call can share. */
  #openShared(): void {
    if (this.#shared && !this.#shared.closed) {
      this.#shared.focus();
      return;
    }
    const stream = this.parts.stream();
    const { width = 16, height = 9 } = this.parts.pictures.canvas ?? {};
    const inner = `width=960,height=${Math.round((960 * height) / width)}`;
    const opened = window.open('', '', `popup,${inner}`);
    if (!opened) {
      stop(stream);
      const problem = 'The browser opened no window.';
      this.parts.onError(
        new PerPixelError('browser-unsupported', problem, 'Allow pop-ups of this page, then try again.'),
      );
      return;
    }
    this.#shared = opened;
    fill(opened, stream);
    const look = setInterval(() => {
      if (tended(opened, stream)) return;
      clearInterval(look);
      stop(stream);
      this.host.requestUpdate();
    }, LOOK_MS);
  }

  #ended(video: HTMLVideoElement): void {
    const { srcObject } = video;
    if (srcObject) stop(srcObject as MediaStream);
    video.srcObject = null;
    this.host.requestUpdate();
  }
}

function stop(stream: MediaStream): void {
  stream.getTracks().forEach((track) => track.stop());
}

/** @returns whether the window is there still, with the picture: one that was loaded again shows it again */
function tended(opened: Window, stream: MediaStream): boolean {
  if (opened.closed) return false;
  try {
    if (!opened.document.querySelector('video')) fill(opened, stream);
    return true;
  } catch {
    // somebody went to another site with it
    return false;
  }
}

function fill({ document: page }: Window, stream: MediaStream): void {
  page.title = 'perpixel';
  page.documentElement.style.cssText = 'block-size: 100%; background: #000';
  page.body.style.cssText = 'block-size: 100%; margin: 0; overflow: hidden';
  const video = page.createElement('video');
  Object.assign(video, { muted: true, autoplay: true, playsInline: true });
  video.style.cssText = 'inline-size: 100%; block-size: 100%; object-fit: contain';
  video.srcObject = stream;
  page.body.append(video);
  video.play().catch(() => undefined);
}
