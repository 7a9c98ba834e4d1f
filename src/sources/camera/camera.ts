import { PerPixelError, throwIfAborted } from '../../core/errors/errors.ts';
import type { Size } from '../../core/geometry/fit.ts';
import { requestTrack, SIZE, type OpenedCamera } from './camera-access.ts';
import type { FrameSink, FrameSource, LentTrack, Playback, SourceEvents } from '../source.ts';
import { trackWay, type TrackWay } from '../track/track-way.ts';
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
  return new Camera(opened, options);
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
class Camera implements FrameSource {
  readonly traits = CAMERA;
  label = '';
  mirrored = true;
  deviceId = '';
  instead: PerPixelError | null = null;
  truth = false;
  #track!: MediaStreamTrack;
  #rate: number | null = null;
  readonly #way: TrackWay = trackWay({
    current: () => this.#track,
    limit: (track) => limitRate(track, this.#rate),
    limited: () => this.#rate !== null,
    paused: () => this.#paused,
    onSilent: (cause) => this.events.onError(silent(cause)),
  });
  #size: Size = { width: 640, height: 480 };
  #paused = false;
  #closed = false;

  constructor(
    opened: OpenedCamera,
    private readonly events: SourceEvents,
  ) {
    this.#take(opened);
  }

  get muted(): boolean {
    return !this.#paused && this.#track.muted;
  }

  get size(): Size {
    const { width, height } = this.#track.getSettings();
    // a track that has ended knows no size
    if (width && height) this.#size = { width, height };
    return this.#size;
  }

  get playback(): Playback {
    return { paused: this.#paused, time: 0, duration: Infinity, seekable: false, loop: false };
  }

  lend(): Promise<LentTrack | null> {
    return this.#way.lend();
  }

  feed(sink: FrameSink | null): void {
    this.#way.feed(sink);
  }

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
    if (this.#rate !== null) void limitRate(track, this.#rate);
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
    this.#rate = rate;
    this.#way.limit();
  }

  close(): void {
    this.#closed = true;
    this.#release();
  }

  unplug(): void {
    this.#track.stop();
    // the browser fires this only where it was not us
    this.#track.dispatchEvent(new Event('ended'));
  }

  #take({ track, instead }: OpenedCamera): void {
    this.#track = track;
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
    this.#track.removeEventListener('ended', this.#onEnded);
    this.#track.removeEventListener('mute', this.#onMute);
    this.feed(null);
    this.#track.stop();
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
