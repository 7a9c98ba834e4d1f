import { PerPixelError, toPerPixelError } from '../../core/errors/errors.ts';
import type { ModelSpec } from '../../core/manifest/manifest.ts';
import type { Head } from '../../core/teaching/head.ts';
import type { Stroke } from '../../core/teaching/stroke.ts';
import type { TaughtClass } from '../../core/teaching/taught-class.ts';
import type { TaughtModel } from '../../protocol/trunk.ts';
import { forgetLesson, keepLesson, recallLesson } from './kept-lesson.ts';
import { Teaching } from './teaching.ts';
import type { TaughtFrame, TeachingState } from './teaching-state.ts';
import type { TrunkClient } from './trunk-client.ts';

/** A stream as whoever teaches on it sees it. */
export interface TeachableStream {
  /** What labels now; null: nothing does. */
  readonly model: ModelSpec | null;
  /** Of the worker that labels now. */
  readonly trunk: TrunkClient | null;
  /** The picture stays: nothing else came since. */
  readonly frozen: boolean;
  /** The picture that is shown stays. Twice is harmless. */
  freeze(): Promise<void>;
  /** It goes on. Twice is harmless. */
  thaw(): Promise<void>;
  /** Labels with this head, whichever worker does; null: whoever comes next is taught nothing. */
  teach(head: Head | null): Promise<void>;
}

export interface LiveTeachingState extends TeachingState {
  /** The frame that is shown and can be stroked; null: pictures go on. */
  readonly frozen: TaughtFrame | null;
  /** Why this machine does not keep what is taught; null: it does, or was not asked to. */
  readonly kept: PerPixelError | null;
}

export interface LiveTeachingOptions {
  /** Keeps what is taught on this machine, without pictures, and begins with what is kept; default false. */
  readonly keep?: boolean;
}

/** Milliseconds of rest after which what was taught is kept. */
const KEEP_MS = 1000;

/** See `LiveTeaching.open`. */
export const teachLive: typeof LiveTeaching.open = (...given) => LiveTeaching.open(...given);

/**
 * Teaches a stream's model by strokes on its frames. Labels follow each stroke, on the frame that is shown and on those that come; whichever
 * worker takes another's place goes on with what was taught.
 */
export class LiveTeaching {
  #teaching!: Teaching;
  #frozen: { readonly frame: TaughtFrame; readonly trunk: TrunkClient } | null = null;
  /** The freezing on its way. */
  #freezing: Promise<TaughtFrame> | null = null;
  #closed = false;
  /** Under which it is kept; null: it is not. */
  #key: string | null = null;
  #kept: PerPixelError | null = null;
  #keeping: ReturnType<typeof setTimeout> | undefined;

  private constructor(
    private readonly stream: TeachableStream,
    private readonly onChange: (state: LiveTeachingState) => void,
  ) {}

  /** @throws PerPixelError `source-unavailable` where nothing labels yet, `option-invalid` where the model is not to be taught */
  static async open(
    stream: TeachableStream,
    onChange: (state: LiveTeachingState) => void,
    { keep = false }: LiveTeachingOptions = {},
  ): Promise<LiveTeaching> {
    const { model } = stream;
    if (!model) throw new PerPixelError('source-unavailable', 'Nothing is labelled yet.', 'Wait for the first frame.');
    const live = new LiveTeaching(stream, onChange);
    const host = {
      get trunk() {
        return stream.trunk;
      },
      teach: (head: Head) => stream.teach(head),
      onChange: () => live.#changed(),
    };
    live.#teaching = await Teaching.open(model, host);
    if (keep) await live.#recall(model.sha256);
    return live;
  }

  get state(): LiveTeachingState {
    // another worker or another source may have come
    const stays = this.stream.frozen && this.#frozen?.trunk === this.stream.trunk;
    return { ...this.#teaching.state, frozen: stays ? (this.#frozen?.frame ?? null) : null, kept: this.#kept };
  }

  /**
   * The picture that is shown stays, to be stroked: the frame that the labels on it belong to.
   * @throws PerPixelError `source-unavailable` before the first frame
   */
  async freeze(): Promise<TaughtFrame> {
    const { frozen } = this.state;
    if (frozen) return frozen;
    this.#freezing ??= this.#freeze().finally(() => (this.#freezing = null));
    return this.#freezing;
  }

  /** Pictures go on. */
  async thaw(): Promise<void> {
    const frozen = this.#frozen;
    this.#frozen = null;
    this.#changed();
    await this.stream.thaw();
    if (frozen) await this.#teaching.letGo(frozen.frame);
  }

  /**
   * Strokes the frame that is shown, which stays from then on; resolves when it is labelled anew. Of one class alone there are no labels yet:
   * `state.hint` says what is missing.
   * @param stroke in pixels of the frame
   * @throws PerPixelError `option-invalid`, `frame-invalid`, `teaching-full`, `source-unavailable`
   */
  async stroke(stroke: Stroke): Promise<void> {
    await this.#teaching.stroke(await this.freeze(), stroke);
    await this.#teaching.fitAgain();
    this.#keepSoon();
  }

  /** All of the frame that is shown is of one class, as an empty scene is background. */
  async fill(classId: number): Promise<void> {
    const { width, height } = await this.freeze();
    await this.stroke({ classId, points: [[width / 2, height / 2]], radius: Math.hypot(width, height) });
  }

  /** @returns its id. @throws PerPixelError `teaching-full` (12 besides the background), `option-invalid` */
  addClass(name: string, colour?: string): number {
    return this.#teaching.addClass(name, colour);
  }

  async changeClass(id: number, change: Partial<TaughtClass>): Promise<void> {
    await this.#teaching.changeClass(id, change);
    this.#keepSoon();
  }

  /** Ids above it are one less from then on. */
  async removeClass(id: number): Promise<void> {
    await this.#teaching.removeClass(id);
    this.#keepSoon();
  }

  /** Takes the last stroke back. @returns whether there was one */
  async undo(): Promise<boolean> {
    const undone = await this.#teaching.undo();
    this.#keepSoon();
    return undone;
  }

  /** Takes the strokes of a frame back. */
  async removeFrame(id: number): Promise<void> {
    await this.#teaching.removeFrame(id);
    this.#keepSoon();
  }

  /** Forgets all: strokes, classes and labels, and what is kept on this machine. */
  async clear(): Promise<void> {
    await this.#teaching.clear();
    clearTimeout(this.#keeping);
    if (this.#key !== null) await this.#storing(forgetLesson(this.#key));
  }

  /** A `.perpixel` file. @param options `pictures`: with the taught frames, small */
  save(options?: { readonly pictures?: boolean }): Promise<Blob> {
    return this.#teaching.save(options);
  }

  /** @throws PerPixelError `teaching-invalid` where it is damaged, or of another trunk */
  async load(file: Blob): Promise<void> {
    await this.#teaching.load(file);
    this.#keepSoon();
  }

  /** An ordinary ONNX model with its manifest. @throws PerPixelError `teaching-incomplete` */
  toManifest(): Promise<TaughtModel> {
    return this.#teaching.toManifest();
  }

  /** What was taught goes on labelling until the model is another one. Twice is harmless. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#keeping);
    this.#teaching.close();
    void this.stream.thaw().catch(() => undefined);
  }

  async #freeze(): Promise<TaughtFrame> {
    await this.stream.freeze();
    try {
      const { trunk } = this.stream;
      const frame = await this.#teaching.hold(null);
      if (trunk) this.#frozen = { frame, trunk };
      this.#changed();
      return frame;
    } catch (error) {
      await this.stream.thaw();
      throw error;
    }
  }

  /** Begins with what is kept, if that can be read. */
  async #recall(key: string): Promise<void> {
    this.#key = key;
    const file = await this.#storing(recallLesson(key));
    // of another version of us, maybe
    if (file) await this.#teaching.load(file).catch(() => undefined);
  }

  /** Once no stroke follows for a moment. */
  #keepSoon(): void {
    const key = this.#key;
    clearTimeout(this.#keeping);
    if (key === null || this.#closed) return;
    this.#keeping = setTimeout(() => {
      void this.#storing(this.#teaching.save().then((file) => keepLesson(key, file)));
    }, KEEP_MS);
  }

  /** What the browser refuses is said, and nothing is lost by it. */
  async #storing<T>(task: Promise<T>): Promise<T | null> {
    try {
      const value = await task;
      this.#kept = null;
      return value;
    } catch (thrown) {
      this.#kept = toPerPixelError(thrown, 'storage-refused', 'Save it as a file.');
      return null;
    } finally {
      this.#changed();
    }
  }

  #changed(): void {
    if (!this.#closed) this.onChange(this.state);
  }
}
