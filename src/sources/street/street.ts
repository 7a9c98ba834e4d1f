import { WorkerLink } from '../../link/worker-link.ts';
import { abortable } from '../../core/async/abortable.ts';
import { PerPixelError } from '../../core/errors/errors.ts';
import type { Truth } from '../../core/truth/truth.ts';
import { Worker } from '../../platform/start-worker.ts';
import { STREET_CLASSES, type StreetApi, type StreetFrame, type StreetRoad } from '../../protocol/street.ts';
import { unsupported, WITHOUT_CANVAS } from '../../platform/unsupported.ts';
import { delay } from '../unthrottled.ts';
import { wallClock, type FrameSink, type FrameSource, type Playback, type SourceEvents } from '../source.ts';
import type { SourceTraits } from '../traits.ts';
import { MOTORWAY, STREET } from './traits.ts';

export interface StreetSourceOptions extends SourceEvents {
  readonly seed?: number;
  readonly signal?: AbortSignal | undefined;
}

interface Drive {
  readonly traits: SourceTraits;
  readonly label: string;
  readonly road: StreetRoad;
  /** Where nobody names another one. */
  readonly seed: number;
}

/** An autumn city under a blue sky. */
const TOWN: Drive = { traits: STREET, label: 'Street', road: 'town', seed: 13 };
/** Woods, rails and bridges under a few clouds. */
const COUNTRY: Drive = { traits: MOTORWAY, label: 'Motorway', road: 'motorway', seed: 11 };

const SIZE = { width: 640, height: 360 };
/** How long a closed street may take to finish its last picture. */
const LAST_PICTURE_MS = 3000;
const FRAME_MS = 1000 / 30;

/**
 * The procedural street, rendered in a worker of its own.
 * @throws PerPixelError `street-unavailable` where there is no WebGL2, `aborted`
 */
export function openStreet(options: StreetSourceOptions): Promise<FrameSource> {
  return open(TOWN, options);
}

/** A procedural motorway; all else as `openStreet`. */
export function openMotorway(options: StreetSourceOptions): Promise<FrameSource> {
  return open(COUNTRY, options);
}

async function open(drive: Drive, options: StreetSourceOptions): Promise<FrameSource> {
  const worker = new Worker(new URL('../../../workers/entries/street.worker.ts', import.meta.url), {
    type: 'module',
    name: 'perpixel street',
  });
  const link = new WorkerLink<StreetApi, Error>(worker, { kind: 'street', crashed: (why) => new Error(why) });
  // its shaders are built over the first picture, which takes longest: nobody has to wait for that again
  const drawing = link.run(async (api) => {
    await api.open({ seed: options.seed ?? drive.seed, road: drive.road, ...SIZE });
    return api.render(0, true);
  });
  try {
    const first = await abortable(drawing, options.signal);
    link.opened();
    return new Street(drive, link, options, first);
  } catch (cause) {
    // a picture on its way must arrive, or nobody closes it
    const settled = drawing.then(
      ({ frame }) => frame.close(),
      () => undefined,
    );
    void Promise.race([settled, delay(LAST_PICTURE_MS)]).then(() => link.end(ended()));
    if (cause instanceof PerPixelError) throw cause;
    if (isUnsupported(cause)) throw unsupported('offscreenCanvas', WITHOUT_CANVAS);
    throw new PerPixelError(
      'street-unavailable',
      'The street cannot be drawn: this browser gives a worker no WebGL 2.',
      'Turn on hardware acceleration, use another browser, or open a camera or a file instead.',
      { cause },
    );
  }
}

/** Comlink leaves an error its code and nothing else of ours. */
function isUnsupported(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'browser-unsupported';
}

function ended(): Error {
  return new Error('the street is closed');
}

class Street implements FrameSource {
  readonly traits: SourceTraits;
  readonly label: string;
  readonly size = SIZE;
  readonly mirrored = false;
  truth = false;
  #sink: FrameSink | null = null;
  #turn = 0;
  #paused = true;
  #closed = false;
  #rendering: Promise<void> | null = null;
  #seconds = 0;
  /** Drawn while it was opened, and not offered yet. */
  #first: StreetFrame | null;

  constructor(
    { traits, label }: Drive,
    private readonly link: WorkerLink<StreetApi, Error>,
    private readonly events: SourceEvents,
    first: StreetFrame,
  ) {
    this.traits = traits;
    this.label = label;
    this.#first = first;
  }

  get playback(): Playback {
    return { paused: this.#paused, time: this.#seconds, duration: Infinity, seekable: false, loop: false };
  }

  feed(sink: FrameSink | null): void {
    this.#sink = sink;
    this.#restart();
  }

  async play(): Promise<void> {
    if (!this.#paused) return;
    this.#paused = false;
    this.#restart();
    this.events.onChange();
  }

  pause(): void {
    this.#paused = true;
    this.events.onChange();
  }

  async seek(seconds: number): Promise<void> {
    this.#seconds = Math.max(0, seconds);
    this.#restart();
  }

  setLoop(): void {}

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#turn += 1;
    this.#sink = null;
    this.#takeFirst()?.frame.close();
    // a picture on its way must arrive, or nobody closes it
    const settled = this.#rendering ?? Promise.resolve();
    void Promise.race([settled, delay(LAST_PICTURE_MS)]).then(() => this.link.end(ended()));
  }

  /** Only the newest drive goes on: a number tells the older ones that they are stale. */
  #restart(): void {
    this.#turn += 1;
    if (!this.#sink) return;
    this.#drive(this.#sink, this.#turn).catch((cause: unknown) => {
      if (!this.#sink) return;
      const problem = 'The street stopped: its picture could not be drawn.';
      this.events.onError(new PerPixelError('street-unavailable', problem, 'Try again, or open a file.', { cause }));
    });
  }

  #takeFirst(): StreetFrame | null {
    const first = this.#first;
    this.#first = null;
    return first;
  }

  #render(): Promise<StreetFrame> {
    const first = this.#takeFirst();
    if (first && this.#seconds === first.seconds) return Promise.resolve(first);
    first?.frame.close();
    const picture = this.link.run((api) => api.render(this.#seconds, this.truth));
    this.#rendering = picture.then(
      () => undefined,
      () => undefined,
    );
    return picture;
  }

  /** A frame on demand and at most 30 a second; the drive keeps to the clock, however long a frame takes. */
  async #drive(sink: FrameSink, turn: number): Promise<void> {
    let last = performance.now();
    do {
      const picture = await this.#render();
      if (turn !== this.#turn) {
        picture.frame.close();
        return;
      }
      const { frame, seconds } = picture;
      sink.offer(frame, { seconds, captured: wallClock(), truth: this.truth ? truthOf(picture) : null });
      await Promise.all([sink.room(), delay(FRAME_MS - (performance.now() - last))]);
      const now = performance.now();
      if (!this.#paused && turn === this.#turn) this.#seconds += Math.min(0.25, (now - last) / 1000);
      last = now;
    } while (turn === this.#turn && !this.#paused);
  }
}

function truthOf({ labels, instances }: StreetFrame): Truth | null {
  return labels && instances ? { labels, instances, ...SIZE, classes: STREET_CLASSES } : null;
}
