import { can } from '../../platform/capabilities.ts';
import { PerPixelError, throwIfAborted } from '../../core/errors/errors.ts';
import { checkFrame } from '../../core/geometry/frame-budget.ts';
import type { Size } from '../../core/geometry/fit.ts';
import { bytesOf, isNetwork } from './file-bytes.ts';
import { presentedFrames, type PresentedFrames } from './presented-frames.ts';
import type { FileOptions, FrameSink, FrameSource, Playback, SourceEvents } from '../source.ts';
import { VIDEO } from './traits.ts';

/**
 * Opens a video that the browser can decode, muted and looping. One whose pictures the browser decodes and whose container
 * it does not read is put into another on the way.
 * @param file a whole address, or a file
 * @throws PerPixelError `video-unsupported`, `video-no-track`, `video-empty`, `source-unavailable`, `frame-too-large`, `aborted`
 */
export async function openVideo(file: Blob | string, label: string, options: FileOptions): Promise<FrameSource> {
  try {
    return await openElement(file, label, options);
  } catch (cause) {
    if (!(cause instanceof Unplayable)) throw cause;
    // rarely needed, and large
    const { explain } = await import('../explain.ts');
    const { error, remuxed } = await explain(file, label, cause.cause, options.signal);
    if (!remuxed) throw error;
    return openElement(remuxed, label, options).catch((again: unknown) => {
      throw again instanceof Unplayable ? error : again;
    });
  }
}

/** The element took the file for none of its own; why, only the file tells. */
class Unplayable extends Error {}

async function openElement(file: Blob | string, label: string, options: FileOptions): Promise<FrameSource> {
  const video = document.createElement('video');
  video.muted = true;
  video.loop = true;
  video.playsInline = true;
  video.preload = 'auto';
  const url = typeof file === 'string' ? file : URL.createObjectURL(file);
  // without, no frame of another origin's can be had
  if (/^https?:/.test(url)) video.crossOrigin = 'anonymous';
  const release = (): void => {
    video.removeAttribute('src');
    video.load();
    if (typeof file !== 'string') URL.revokeObjectURL(url);
  };
  try {
    video.src = url;
    await loaded(video, options.signal);
    if (video.duration === Infinity && typeof file !== 'string') await measure(video);
    // a recording that begins late: some browsers begin elsewhere
    if (video.currentTime > 0) await seekTo(video, 0);
    checkFrame({ width: video.videoWidth, height: video.videoHeight });
    const turned = await turnedBy(file, options.signal);
    return new Video(video, label, turned, release, options);
  } catch (error) {
    release();
    throw error;
  }
}

/** Where frames cannot say how the phone was held, the file does. */
async function turnedBy(file: Blob | string, signal: AbortSignal | undefined): Promise<number> {
  if (can('turnedFrames')) return 0;
  const { describeFile } = await import('../../core/media/describe.ts');
  // what plays and cannot be fetched, as a policy may have it, is taken as it comes
  const description = await describeFile(bytesOf(file, signal)).catch(() => null);
  return description?.rotation ?? 0;
}

async function loaded(video: HTMLVideoElement, signal: AbortSignal | undefined): Promise<void> {
  throwIfAborted(signal);
  await new Promise<void>((resolve, reject) => {
    const fail = (): void => reject(new Unplayable('', { cause: video.error }));
    video.addEventListener('loadeddata', () => (video.videoWidth === 0 ? fail() : resolve()), { once: true });
    // sound alone never gets to a first picture
    video.addEventListener('loadedmetadata', () => video.videoWidth === 0 && fail(), { once: true });
    video.addEventListener('error', fail, { once: true });
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  throwIfAborted(signal);
}

/** Recorders leave out how long a recording is; whoever goes to its end finds out. */
async function measure(video: HTMLVideoElement): Promise<void> {
  await seekTo(video, FAR);
  await seekTo(video, 0);
}

async function seekTo(video: HTMLVideoElement, seconds: number): Promise<void> {
  const done = new Promise((resolve) => {
    video.addEventListener('seeked', resolve, { once: true });
    video.addEventListener('error', resolve, { once: true });
  });
  video.currentTime = seconds;
  await done;
}

function broken(label: string, cause: unknown): PerPixelError {
  if (isNetwork(cause)) {
    const problem = `${label} stopped: the connection broke off.`;
    return new PerPixelError('source-unavailable', problem, 'Check the connection and try again.', { cause });
  }
  return new PerPixelError(
    'video-unsupported',
    `${label} stopped: from here on it cannot be decoded.`,
    'Try again. A file that is damaged has to be copied or downloaded anew.',
    { cause },
  );
}

/** Beyond every end, seconds. */
const FAR = 1e7;

class Video implements FrameSource {
  readonly traits = VIDEO;
  readonly mirrored = false;
  truth = false;
  #sink: FrameSink | null = null;
  readonly #frames: PresentedFrames;
  #closed = false;
  readonly #start: number;

  constructor(
    private readonly video: HTMLVideoElement,
    readonly label: string,
    turned: number,
    private readonly release: () => void,
    events: SourceEvents,
  ) {
    this.#start = video.currentTime;
    this.#frames = presentedFrames(video, {
      onFrame: ({ frame, seconds }) => {
        if (this.#sink)
          this.#sink.offer(frame, { seconds, captured: null, truth: null, ...(turned > 0 ? { turned } : {}) });
        else frame.close();
      },
      onSilent: (cause) => events.onError(broken(label, cause)),
    });
    for (const name of ['play', 'pause', 'timeupdate', 'seeked', 'durationchange', 'ended']) {
      video.addEventListener(name, () => !this.#closed && events.onChange());
    }
    video.addEventListener('error', () => !this.#closed && events.onError(broken(label, video.error)));
  }

  get size(): Size {
    return { width: this.video.videoWidth, height: this.video.videoHeight };
  }

  get playback(): Playback {
    const { paused, currentTime, loop } = this.video;
    const duration = this.#end;
    return { paused, time: currentTime, start: this.#start, duration, seekable: Number.isFinite(duration), loop };
  }

  /** Of a recording that begins late, Chromium takes the length for the end until it has been there. */
  get #end(): number {
    const { duration, seekable } = this.video;
    return seekable.length > 0 ? Math.max(duration, seekable.end(seekable.length - 1)) : duration;
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
    await seekTo(this.video, Math.max(this.#start, Math.min(seconds, this.#end - 1e-3)));
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
