import { PerPixelError, throwIfAborted } from '../shared/errors.ts';
import { checkFrame } from '../shared/frame-budget.ts';
import type { Size } from '../shared/fit.ts';
import { presentedFrames, type PresentedFrames } from './presented-frames.ts';
import type { FrameSink, FrameSource, Playback, SourceEvents } from './source.ts';

export interface FileOptions extends SourceEvents {
  readonly signal?: AbortSignal | undefined;
}

/**
 * Opens a video that the browser can decode, muted and looping.
 * @throws PerPixelError `video-unsupported`, `video-no-track`, `frame-too-large`, `aborted`
 */
export async function openVideo(file: Blob | string, options: FileOptions): Promise<FrameSource> {
  const video = document.createElement('video');
  video.muted = true;
  video.loop = true;
  video.playsInline = true;
  video.preload = 'auto';
  const url = typeof file === 'string' ? file : URL.createObjectURL(file);
  const release = (): void => {
    video.removeAttribute('src');
    video.load();
    if (typeof file !== 'string') URL.revokeObjectURL(url);
  };
  try {
    video.src = url;
    await loaded(video, options.signal);
    if (video.videoWidth === 0) throw noTrack();
    checkFrame({ width: video.videoWidth, height: video.videoHeight });
  } catch (error) {
    release();
    throw error;
  }
  return new Video(
    video,
    typeof file === 'string' ? nameOf(file) : nameOf((file as File).name ?? 'video'),
    release,
    options,
  );
}

function nameOf(path: string): string {
  return decodeURIComponent(path.split('?')[0]?.split('/').at(-1) ?? path);
}

async function loaded(video: HTMLVideoElement, signal: AbortSignal | undefined): Promise<void> {
  throwIfAborted(signal);
  await new Promise<void>((resolve, reject) => {
    video.addEventListener('loadeddata', () => resolve(), { once: true });
    // sound alone never gets to a first picture
    video.addEventListener('loadedmetadata', () => video.videoWidth === 0 && reject(noTrack()), { once: true });
    video.addEventListener('error', () => reject(unsupported(video.error)), { once: true });
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  throwIfAborted(signal);
}

function unsupported(cause: MediaError | null): PerPixelError {
  return new PerPixelError(
    'video-unsupported',
    `The browser cannot play this video${cause?.message ? ` (${cause.message})` : ''}.`,
    'Convert it first: ffmpeg -i INPUT -c:v libx264 -pix_fmt yuv420p output.mp4',
    { cause },
  );
}

function noTrack(): PerPixelError {
  return new PerPixelError(
    'video-no-track',
    'This file has sound but no picture.',
    'Choose a file with a video track.',
  );
}

class Video implements FrameSource {
  readonly kind = 'video';
  readonly mirrored = false;
  truth = false;
  #sink: FrameSink | null = null;
  readonly #frames: PresentedFrames;
  #closed = false;

  constructor(
    private readonly video: HTMLVideoElement,
    readonly label: string,
    private readonly release: () => void,
    events: SourceEvents,
  ) {
    this.#frames = presentedFrames(video, ({ frame, seconds }) => {
      if (this.#sink) this.#sink.offer(frame, { seconds, captured: null, truth: null });
      else frame.close();
    });
    for (const name of ['play', 'pause', 'timeupdate', 'seeked', 'durationchange', 'ended']) {
      video.addEventListener(name, () => !this.#closed && events.onChange());
    }
    video.addEventListener('error', () => !this.#closed && events.onError(unsupported(video.error)));
  }

  get size(): Size {
    return { width: this.video.videoWidth, height: this.video.videoHeight };
  }

  get playback(): Playback {
    const { paused, currentTime, duration, loop } = this.video;
    return { paused, time: currentTime, duration, seekable: Number.isFinite(duration), loop };
  }

  stream(): null {
    return null;
  }

  feed(sink: FrameSink | null): void {
    this.#sink = sink;
    // at rest no frame would come by itself
    if (sink) this.#frames.again();
  }

  play(): Promise<void> {
    return this.video.play();
  }

  pause(): void {
    this.video.pause();
  }

  async seek(seconds: number): Promise<void> {
    const target = Math.min(Math.max(0, seconds), Math.max(0, this.video.duration - 1e-3));
    const done = new Promise((resolve) => this.video.addEventListener('seeked', resolve, { once: true }));
    this.video.currentTime = target;
    await done;
  }

  setLoop(loop: boolean): void {
    this.video.loop = loop;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#sink = null;
    this.#frames.stop();
    this.video.pause();
    this.release();
  }
}
