import { frameAt } from '../../core/analysis/frame-index.ts';
import { PerPixelError, throwIfAborted } from '../../core/errors/errors.ts';
import { checkFrame } from '../../core/geometry/frame-budget.ts';
import type { Size } from '../../core/geometry/fit.ts';
import type { FileOptions, FrameSink, FrameSource, Playback, SourceEvents } from '../source.ts';
import { delay } from '../unthrottled.ts';
import { VIDEO } from '../video/traits.ts';

/** As browsers have it: shorter ones are shown for a tenth of a second. Seconds. */
const SHORTEST = 0.011;
const INSTEAD = 0.1;

/** Whether the browser decodes every picture of such images. */
export async function canMove(type: string): Promise<boolean> {
  return typeof ImageDecoder !== 'undefined' && ImageDecoder.isTypeSupported(type).catch(() => false);
}

/**
 * Opens an image of several pictures, looping as a video does.
 * @throws PerPixelError `image-unsupported`, `frame-too-large`, `aborted`
 */
export async function openMovingImage(
  file: Blob,
  type: string,
  label: string,
  options: FileOptions,
): Promise<FrameSource> {
  const decoder = new ImageDecoder({ data: await file.arrayBuffer(), type });
  try {
    await decoder.tracks.ready;
    const kept = await keepsFrames(decoder);
    const starts: number[] = [];
    let end = 0;
    let size: Size | null = null;
    for (let frameIndex = 0; frameIndex < (decoder.tracks.selectedTrack?.frameCount ?? 0); frameIndex += 1) {
      throwIfAborted(options.signal);
      const image = await pictureAt(decoder, frameIndex, kept);
      size ??= { width: image.displayWidth, height: image.displayHeight };
      const seconds = (image.duration ?? 0) / 1e6;
      image.close();
      checkFrame(size);
      starts.push(end);
      end += seconds < SHORTEST ? INSTEAD : seconds;
    }
    if (!size) throw new Error('It holds no picture.');
    return new MovingImage(decoder, kept, Float64Array.from(starts), end, size, label, options);
  } catch (cause) {
    decoder.close();
    if (cause instanceof PerPixelError) throw cause;
    throw damaged(label, cause);
  }
}

/** Firefox gives the same frame whenever it is asked for a picture: whoever closes it or hands it over gets it no more. */
async function keepsFrames(decoder: ImageDecoder): Promise<boolean> {
  const { image } = await decoder.decode({ frameIndex: 0 });
  const { image: again } = await decoder.decode({ frameIndex: 0 });
  if (image === again) return true;
  image.close();
  again.close();
  return false;
}

/** @returns the caller's */
async function pictureAt(decoder: ImageDecoder, frameIndex: number, kept: boolean): Promise<VideoFrame> {
  const { image } = await decoder.decode({ frameIndex });
  return kept ? image.clone() : image;
}

function damaged(label: string, cause: unknown): PerPixelError {
  return new PerPixelError('image-unsupported', `${label} is damaged.`, 'Copy or download it again.', { cause });
}

class MovingImage implements FrameSource {
  readonly traits = VIDEO;
  readonly mirrored = false;
  truth = false;
  #sink: FrameSink | null = null;
  #index = 0;
  #paused = true;
  #loop = true;
  #turn = 0;

  constructor(
    private readonly decoder: ImageDecoder,
    /** The frames that it gives stay its own. */
    private readonly kept: boolean,
    /** Of every picture, seconds. */
    private readonly starts: Float64Array,
    private readonly end: number,
    readonly size: Size,
    readonly label: string,
    private readonly events: SourceEvents,
  ) {}

  get playback(): Playback {
    const time = this.starts[this.#index] ?? 0;
    return { paused: this.#paused, time, duration: this.end, seekable: true, loop: this.#loop };
  }

  feed(sink: FrameSink | null): void {
    this.#sink = sink;
    void this.#restart();
  }

  async play(): Promise<void> {
    if (!this.#paused) return;
    this.#paused = false;
    if (!this.#loop && this.#index === this.starts.length - 1) this.#index = 0;
    void this.#restart();
    this.events.onChange();
  }

  pause(): void {
    this.#paused = true;
    this.events.onChange();
  }

  async seek(seconds: number): Promise<void> {
    this.#index = frameAt(this.starts, seconds);
    await this.#restart();
    this.events.onChange();
  }

  setLoop(loop: boolean): void {
    this.#loop = loop;
    this.events.onChange();
  }

  close(): void {
    this.#turn += 1;
    this.#sink = null;
    this.decoder.close();
  }

  /** Only the newest run goes on: a number tells the older ones that they are stale. Resolves with its first picture handed out. */
  #restart(): Promise<void> {
    const turn = (this.#turn += 1);
    return new Promise((resolve) => {
      this.#run(turn, resolve)
        .catch((cause: unknown) => {
          if (turn === this.#turn) this.events.onError(damaged(this.label, cause));
        })
        .finally(resolve);
    });
  }

  async #run(turn: number, shown: () => void): Promise<void> {
    while (this.#sink) {
      const started = performance.now();
      const seconds = this.starts[this.#index] ?? 0;
      const image = await pictureAt(this.decoder, this.#index, this.kept);
      if (turn !== this.#turn || !this.#sink) {
        image.close();
        return;
      }
      this.#sink.offer(image, { seconds, captured: null, truth: null });
      shown();
      const lasts = ((this.starts[this.#index + 1] ?? this.end) - seconds) * 1000;
      await Promise.all([this.#sink.room(), delay(lasts - (performance.now() - started))]);
      if (turn !== this.#turn || this.#paused) return;
      if (!this.#step()) return;
    }
  }

  /** @returns whether there is another picture to show */
  #step(): boolean {
    const last = this.starts.length - 1;
    this.#paused = this.#index === last && !this.#loop;
    if (!this.#paused) this.#index = this.#index === last ? 0 : this.#index + 1;
    this.events.onChange();
    return !this.#paused;
  }
}
