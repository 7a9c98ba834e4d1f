import { createCaptureClock } from '../../platform/capture-clock.ts';
import { PerPixelError, throwIfAborted } from '../../core/errors/errors.ts';
import type { Size } from '../../core/geometry/fit.ts';
import { requestTrack, SIZE, type OpenedCamera } from './camera-access.ts';
import { presentedFrames } from '../video/presented-frames.ts';
import {
  wallClock,
  type FrameSink,
  type FrameSource,
  type LentTrack,
  type Playback,
  type SourceEvents,
} from '../source.ts';
import { CAMERA } from './traits.ts';

export interface CameraOptions extends SourceEvents {
  /** From `listCameras`; default: the one that faces the visitor. */
  readonly deviceId?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface CameraDevice {
  readonly id: string;
  readonly label: string;
}

/** Frames that may queue in the browser while one is labelled; the worker keeps the newest and counts the others. */
const BUFFERED = 4;

/** Shorter silences of a camera are nothing, milliseconds. */
const MUTED_MS = 1000;

/**
 * Opens a camera; the browser asks the visitor if it must.
 * @throws PerPixelError `camera-denied`, `camera-missing`, `camera-busy`, `aborted`
 */
export async function openCamera(options: CameraOptions): Promise<FrameSource> {
  const opened = await requestTrack(options.deviceId);
  const { track } = opened;
  try {
    throwIfAborted(options.signal);
    await unmuted(track);
    throwIfAborted(options.signal);
  } catch (error) {
    track.stop();
    throw error;
  }
  return typeof MediaStreamTrackProcessor === 'undefined'
    ? new ElementCamera(opened, options)
    : new StreamCamera(opened, options);
}

/** The cameras by name; names are empty before the visitor has allowed one. */
export async function listCameras(): Promise<CameraDevice[]> {
  // there is none on pages that are not secure, and it may be forbidden
  const devices = (await navigator.mediaDevices?.enumerateDevices().catch(() => null)) ?? [];
  return devices
    .filter((device) => device.kind === 'videoinput')
    .map((device, index) => ({ id: device.deviceId, label: device.label || `Camera ${index + 1}` }));
}

/** Whether a camera would start without a question. */
export async function cameraPermitted(): Promise<boolean> {
  try {
    const status = await navigator.permissions.query({ name: 'camera' });
    return status.state === 'granted' && (await listCameras()).length > 0;
  } catch {
    return false;
  }
}

/** Some cameras take a moment until their first picture. */
async function unmuted(track: MediaStreamTrack): Promise<void> {
  if (!track.muted) return;
  await new Promise((resolve) => {
    track.addEventListener('unmute', resolve, { once: true });
    setTimeout(resolve, MUTED_MS);
  });
}

function silent(cause: unknown): PerPixelError {
  return new PerPixelError(
    'camera-busy',
    'The camera is on and gives no picture.',
    'Plug the camera in again, then try again, or open a file or the street instead.',
    { cause },
  );
}

/** A camera that cannot do that goes on as it is. */
async function limitRate(track: MediaStreamTrack, rate: number | null): Promise<void> {
  const frameRate = rate === null ? { ideal: 30 } : { max: rate };
  await track.applyConstraints({ ...SIZE, frameRate }).catch(() => undefined);
}

/** While it is paused it has no track that lives: a lamp that is on says that somebody looks. */
abstract class Camera implements FrameSource {
  readonly traits = CAMERA;
  label = '';
  mirrored = true;
  deviceId = '';
  instead: PerPixelError | null = null;
  truth = false;
  protected track!: MediaStreamTrack;
  protected rate: number | null = null;
  #size: Size = { width: 640, height: 480 };
  #paused = false;
  #closed = false;

  constructor(
    opened: OpenedCamera,
    protected readonly events: SourceEvents,
  ) {
    this.#take(opened);
  }

  get muted(): boolean {
    return !this.#paused && this.track.muted;
  }

  get size(): Size {
    const { width, height } = this.track.getSettings();
    // a track that has ended knows no size
    if (width && height) this.#size = { width, height };
    return this.#size;
  }

  get playback(): Playback {
    return { paused: this.#paused, time: 0, duration: Infinity, seekable: false, loop: false };
  }

  abstract stream(): ReadableStream<VideoFrame> | null;
  abstract feed(sink: FrameSink | null): void;

  /** @throws PerPixelError `camera-denied`, `camera-missing`, `camera-busy`; it stays paused then */
  async play(): Promise<void> {
    if (!this.#paused) return;
    const opened = await requestTrack(this.deviceId);
    const { track } = opened;
    if (this.#closed || !this.#paused) {
      track.stop();
      return;
    }
    this.#take(opened);
    if (this.rate !== null) void limitRate(track, this.rate);
    this.#paused = false;
    this.events.onChange();
  }

  pause(): void {
    this.#paused = true;
    this.#release();
    this.events.onChange();
  }

  async seek(): Promise<void> {}

  setLoop(): void {}

  setRate(rate: number | null): void {
    this.rate = rate;
    void limitRate(this.track, rate);
  }

  close(): void {
    this.#closed = true;
    this.#release();
  }

  unplug(): void {
    this.track.stop();
    // the browser fires this only where it was not us
    this.track.dispatchEvent(new Event('ended'));
  }

  #take({ track, instead }: OpenedCamera): void {
    this.track = track;
    this.instead = instead;
    this.label = track.label;
    const { deviceId = '', facingMode = 'user' } = track.getSettings();
    this.deviceId = deviceId;
    // a laptop's camera does not say where it faces, and faces the visitor
    this.mirrored = facingMode === 'user';
    // what it says of itself holds on after its end
    void this.size;
    track.addEventListener('ended', this.#onEnded);
    track.addEventListener('mute', this.#onMute);
  }

  #release(): void {
    this.track.removeEventListener('ended', this.#onEnded);
    this.track.removeEventListener('mute', this.#onMute);
    this.feed(null);
    this.track.stop();
  }

  readonly #onMute = (): void => {
    setTimeout(() => {
      if (!this.#closed && this.muted) this.events.onMuted?.();
    }, MUTED_MS);
  };

  readonly #onEnded = (): void => {
    if (this.#closed) return;
    this.close();
    this.events.onError(
      new PerPixelError(
        'camera-unplugged',
        'The camera went away while it was in use.',
        'Plug it in again (or allow it again) and press “Try again”.',
      ),
    );
  };
}

/** Chromium: the track's frames go straight to the worker. */
class StreamCamera extends Camera {
  #branch: MediaStreamTrack | null = null;

  /** Each stream has a clone of the track to itself: a worker that ends takes its track's frames with it. */
  stream(): ReadableStream<VideoFrame> | null {
    if (typeof MediaStreamTrackProcessor === 'undefined') return null;
    this.feed();
    if (this.track.readyState === 'ended') return new ReadableStream({ start: (end) => end.close() });
    this.#branch = this.track.clone();
    if (this.rate !== null) void limitRate(this.#branch, this.rate);
    return new MediaStreamTrackProcessor({ track: this.#branch, maxBufferSize: BUFFERED }).readable;
  }

  override setRate(rate: number | null): void {
    this.rate = rate;
    // the clone has constraints of its own, and the track itself feeds nobody
    if (this.#branch) void limitRate(this.#branch, rate);
  }

  /** Ends the last stream. */
  feed(): void {
    this.#branch?.stop();
    this.#branch = null;
  }
}

/** Elsewhere: Safari's worker takes the frames from a track of its own; others get them through a video element that nobody sees. */
class ElementCamera extends Camera {
  #stop: (() => void) | null = null;
  #lending: AbortController | null = null;
  #limiting: Promise<void> = Promise.resolve();

  stream(): null {
    return null;
  }

  async lend(): Promise<LentTrack | null> {
    this.feed(null);
    // what a track is limited to its clones are
    await this.#limiting;
    if (this.track.readyState === 'ended') return null;
    const lending = new AbortController();
    this.#lending = lending;
    return { track: this.track.clone(), until: lending.signal };
  }

  override setRate(rate: number | null): void {
    this.rate = rate;
    this.#limiting = limitRate(this.track, rate);
    // a track that was handed over is out of reach: the next one is limited
    this.#lending?.abort();
  }

  feed(sink: FrameSink | null): void {
    this.#lending?.abort();
    this.#lending = null;
    this.#stop?.();
    this.#stop = null;
    if (!sink) return;
    const video = document.createElement('video');
    video.muted = true;
    video.playsInline = true;
    video.srcObject = new MediaStream([this.track]);
    const clock = createCaptureClock();
    const frames = presentedFrames(video, {
      onFrame: ({ frame, seconds }) => {
        const captured = clock.captured(seconds * 1000, wallClock());
        if (this.playback.paused) frame.close();
        else sink.offer(frame, { seconds, captured, truth: null });
      },
      onSilent: (cause) => this.events.onError(silent(cause)),
    });
    video.play().catch(() => undefined);
    this.#stop = () => {
      frames.stop();
      video.srcObject = null;
    };
  }
}
