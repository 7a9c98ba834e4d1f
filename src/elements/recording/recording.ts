import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { toPerPixelError, type PerPixelError } from '../../core/errors/errors.ts';
import type { PictureStream } from '../../live/picture-stream.ts';
import { openMovie, type OpenedMovie } from './open-movie.ts';
import type { MovieKind } from './movie.ts';

/** How often time and size are told, milliseconds; a picture that stands still is written as often. */
const TICK_MS = 500;
/** No file in memory becomes larger, bytes. */
const MOST = 1e9;
const FULL = 'There is no room for a longer recording.';

export type RecordingState = 'closed' | 'ready' | 'opening' | 'recording' | 'paused' | 'saving';

export interface RecordingParts {
  readonly pictures: PictureStream;
  /** What is shown as a stream, from now on. */
  stream(): MediaStream;
  /** There is something to record. */
  shows(): boolean;
  /** Nothing is shown any more: the camera went away. */
  ended(): boolean;
  /** A film is done. */
  save(film: Blob, kind: MovieKind): void;
  onError(error: PerPixelError): void;
  /** A sentence for the visitor. */
  say(text: string): void;
}

/** What a visitor records of what is shown: nothing but what was drawn gets into it. */
export class Recording implements ReactiveController {
  state: RecordingState = 'closed';
  kind: MovieKind = 'mp4';
  /** With the microphone's. */
  sound = false;
  #opened: OpenedMovie | null = null;
  #stream: MediaStream | null = null;
  #end: () => void = () => undefined;
  #newest = 0;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly parts: RecordingParts,
  ) {
    host.addController(this);
  }

  get seconds(): number {
    return this.#opened?.movie.seconds ?? 0;
  }

  get bytes(): number {
    return this.#opened?.movie.bytes ?? 0;
  }

  /** A film is under way. */
  get active(): boolean {
    return this.state === 'recording' || this.state === 'paused';
  }

  hostUpdated(): void {
    if (this.active && this.parts.ended()) void this.stop('The picture has ended.');
  }

  hostDisconnected(): void {
    if (this.active) void this.stop();
    else if (this.state === 'ready') this.#enter('closed');
  }

  /** What its controls ask for. A film that is under way keeps them. */
  act(act: 'toggle' | 'start' | 'pause' | 'resume' | 'stop' | 'close'): void {
    if (act === 'start') void this.start();
    else if (act === 'stop') void this.stop();
    else if (act === 'pause') this.pause();
    else if (act === 'resume') this.resume();
    else if (this.state === 'ready') this.#enter('closed');
    else if (this.state === 'closed' && act === 'toggle') this.#enter('ready');
  }

  choose({ kind = this.kind, sound = this.sound }: { readonly kind?: MovieKind; readonly sound?: boolean }): void {
    Object.assign(this, { kind, sound });
    this.host.requestUpdate();
  }

  async start(): Promise<void> {
    if (this.state !== 'ready' && this.state !== 'closed') return;
    if (!this.parts.shows()) {
      this.parts.say('There is no picture to record yet.');
      return;
    }
    this.#enter('opening');
    const { kind, sound } = this;
    const stream = this.parts.stream();
    this.#stream = stream;
    const { width = 2, height = 2 } = this.parts.pictures.canvas ?? {};
    try {
      const onError = (): void => void this.stop('The recording cannot go on.');
      const onFull = (): void => void this.stop(FULL);
      this.#opened = await openMovie({ kind, sound, size: { width, height }, stream, onError, onFull });
    } catch (thrown) {
      this.#letGo();
      this.#enter('ready');
      this.parts.onError(toPerPixelError(thrown, 'video-unsupported', 'Try again, or choose the other format.'));
      return;
    }
    const { movie, microphone } = this.#opened;
    if (movie.kind !== kind) this.parts.say(`This browser writes no ${NAMES[kind]}: it becomes ${NAMES[movie.kind]}.`);
    if (microphone) this.#hear(microphone);
    const forget = this.parts.pictures.listen((picture) => {
      this.#newest = performance.now();
      movie.add(picture);
    });
    const timer = setInterval(() => this.#tick(), TICK_MS);
    this.#end = () => {
      clearInterval(timer);
      forget();
    };
    this.#enter('recording');
    this.#tick();
  }

  pause(): void {
    if (this.state !== 'recording') return;
    this.#opened?.movie.pause();
    this.#enter('paused');
  }

  resume(): void {
    if (this.state !== 'paused') return;
    this.#opened?.movie.resume();
    this.#enter('recording');
  }

  /** Ends the film and saves it. @param why a sentence, where it was not the visitor who ended it */
  async stop(why = ''): Promise<void> {
    const opened = this.#opened;
    if (!this.active || !opened) return;
    this.#end();
    this.#enter('saving');
    const { movie } = opened;
    try {
      this.parts.save(await movie.finish(this.parts.pictures.canvas), movie.kind);
      if (why) this.parts.say(`${why} What was recorded until then is saved.`);
    } catch (thrown) {
      movie.discard();
      this.parts.onError(toPerPixelError(thrown, 'video-unsupported', 'Record again, or choose the other format.'));
    } finally {
      this.#letGo();
      this.#enter('ready');
    }
  }

  #tick(): void {
    const { canvas } = this.parts.pictures;
    if (canvas && performance.now() - this.#newest >= TICK_MS) this.#opened?.movie.add(canvas);
    if (this.bytes > MOST) void this.stop(FULL);
    this.host.requestUpdate();
  }

  /** Who speaks into one that is silent would find out with the finished film. */
  #hear(microphone: MediaStreamTrack): void {
    const silent = (): void =>
      this.parts.say('The microphone gives no sound: it is muted by the system or its own switch.');
    if (microphone.muted) silent();
    microphone.addEventListener('mute', silent);
    microphone.addEventListener('ended', () =>
      this.parts.say('The microphone is gone: the film goes on without sound.'),
    );
  }

  #letGo(): void {
    this.#opened?.microphone?.stop();
    this.#opened = null;
    this.#stream?.getTracks().forEach((track) => track.stop());
    this.#stream = null;
  }

  #enter(state: RecordingState): void {
    this.state = state;
    this.host.requestUpdate();
  }
}

const NAMES: Readonly<Record<MovieKind, string>> = { mp4: 'MP4', webm: 'WebM' };
