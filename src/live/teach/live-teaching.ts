import { PerPixelError } from '../../core/errors/errors.ts';
import type { Size } from '../../core/geometry/fit.ts';
import type { ModelSpec } from '../../core/manifest/manifest.ts';
import { SerialQueue } from '../../core/async/serial-queue.ts';
import type { Head } from '../../core/teaching/head.ts';
import type { LoggedChange } from '../../core/teaching/lesson-change.ts';
import type { Stroke } from '../../core/teaching/stroke.ts';
import type { TaughtClass } from '../../core/teaching/taught-class.ts';
import type { TaughtModel } from '../../protocol/trunk.ts';
import { Keeping, type Snapshot } from './keeping.ts';
import { liveShelf, type KeptLesson } from './kept-lesson.ts';
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
  /** Another picture takes its place, which stays as if it had just come. @param picture an image, shown at that size */
  show(picture: Blob, size: Size): Promise<void>;
  /** It goes on. Twice is harmless. */
  thaw(): Promise<void>;
  /** Labels with this head, whichever worker does; null: whoever comes next is taught nothing. */
  teach(head: Head | null): Promise<void>;
}

export interface LiveTeachingState extends TeachingState {
  /** The frame that is shown and can be stroked; null: pictures go on. */
  readonly frozen: TaughtFrame | null;
  /** The strokes on it that count or that erase, oldest first; empty while pictures go on. */
  readonly drawn: readonly Stroke[];
  /** Why this machine does not keep what is taught; null: it does, or was not asked to. */
  readonly kept: PerPixelError | null;
}

export interface LiveTeachingOptions {
  /** Keeps what is taught on this machine, without pictures, and begins with what is kept; default false. */
  readonly keep?: boolean;
}

/**
 * Teaches a stream's model by strokes on its frames. Labels follow each stroke, on the frame that is shown and on those that come; whichever
 * worker takes another's place goes on with what was taught.
 */
export class LiveTeaching {
  #teaching!: Teaching;
  #frozen: { readonly frame: TaughtFrame; readonly trunk: TrunkClient } | null = null;
  /** The strokes on it. */
  #drawn: readonly Stroke[] = [];
  /** Freezing and thawing, one after the other. */
  readonly #turns = new SerialQueue();
  /** null: nothing is kept. */
  #keeping: Keeping<KeptLesson> | null = null;
  #closing: Promise<void> | null = null;

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
      record: (change: LoggedChange) => live.#keeping?.record(change, null),
      onChange: () => live.#changed(),
    };
    live.#teaching = await Teaching.open(model, host);
    if (keep) await live.#keep(model.sha256);
    return live;
  }

  get state(): LiveTeachingState {
    // another worker or another source may have come
    const stays = this.stream.frozen && this.#frozen?.trunk === this.stream.trunk;
    const frozen = stays ? (this.#frozen?.frame ?? null) : null;
    return {
      ...this.#teaching.state,
      frozen,
      drawn: frozen ? this.#drawn : [],
      kept: this.#keeping?.refused ?? null,
    };
  }

  /**
   * The picture that is shown stays, to be stroked: the frame that the labels on it belong to. With the number of a taught frame its picture
   * takes the place of what is shown, and the strokes on it go on.
   * @throws PerPixelError `source-unavailable` before the first frame, `frame-invalid` where no picture is kept of that frame
   */
  freeze(frameId?: number): Promise<TaughtFrame> {
    return this.#turns.run(async () => {
      const { frozen } = this.state;
      if (frozen && (frameId === undefined || frozen.id === frameId)) return frozen;
      return frameId === undefined ? this.#freeze() : this.#goBack(frameId);
    });
  }

  /** Pictures go on. */
  thaw(): Promise<void> {
    return this.#turns.run(async () => {
      const left = this.#leave();
      this.#changed();
      await this.stream.thaw();
      await left;
    });
  }

  /**
   * Strokes the frame that is shown, which stays from then on; resolves when it is labelled anew. Of one class alone there are no labels yet:
   * `state.hint` says what is missing.
   * @param stroke in pixels of the frame
   * @throws PerPixelError `option-invalid`, `frame-invalid`, `teaching-full`, `source-unavailable`
   */
  async stroke(stroke: Stroke): Promise<void> {
    const frame = await this.freeze();
    await this.#changing(async () => {
      await this.#teaching.stroke(frame, stroke);
      await this.#teaching.fitAgain();
    });
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

  changeClass(id: number, change: Partial<TaughtClass>): Promise<void> {
    return this.#changing(() => this.#teaching.changeClass(id, change));
  }

  /** Ids above it are one less from then on. */
  removeClass(id: number): Promise<void> {
    return this.#changing(() => this.#teaching.removeClass(id));
  }

  /** Takes the last stroke back, while a picture stands the last one on that. @returns whether there was one */
  undo(): Promise<boolean> {
    return this.#changing(() => this.#teaching.undo(this.state.frozen?.id));
  }

  /** Where a place lies counts, too, as for a camera that stands still; labels follow. @throws PerPixelError `option-invalid` */
  setFixedCamera(fixed: boolean): Promise<void> {
    return this.#changing(() => this.#teaching.setFixedCamera(fixed));
  }

  /** Takes the strokes of a frame back. */
  removeFrame(id: number): Promise<void> {
    return this.#changing(() => this.#teaching.removeFrame(id));
  }

  /** Forgets all: strokes, classes and labels, and what is kept on this machine. */
  async clear(): Promise<void> {
    await this.#anew(() => this.#teaching.clear());
    await this.#keeping?.forget();
  }

  /** A `.perpixel` file. @param options `pictures`: with the taught frames, small */
  save(options?: { readonly pictures?: boolean }): Promise<Blob> {
    return this.#teaching.save(options);
  }

  /** @throws PerPixelError `teaching-invalid` where it is damaged, or of another trunk */
  async load(file: Blob): Promise<void> {
    await this.#changing(() => this.#anew(() => this.#teaching.load(file)));
    // what is logged of it from now on means nothing beside the one before
    await this.#keeping?.flush();
  }

  /** An ordinary ONNX model with its manifest. @throws PerPixelError `teaching-incomplete` */
  toManifest(): Promise<TaughtModel> {
    return this.#teaching.toManifest();
  }

  /** What was taught goes on labelling until the model is another one. Twice is harmless. Resolves when the newest change is kept. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    void this.stream.thaw().catch(() => undefined);
    await this.#keeping?.close();
    this.#teaching.close();
  }

  async #freeze(): Promise<TaughtFrame> {
    await this.stream.freeze();
    try {
      return await this.#stand(await this.#teaching.hold(null));
    } catch (error) {
      await this.stream.thaw();
      throw error;
    }
  }

  async #goBack(id: number): Promise<TaughtFrame> {
    const frame = await this.#teaching.holdAgain(id);
    const left = this.#leave();
    try {
      await this.stream.show(frame.picture, frame);
      return await this.#stand(frame);
    } catch (error) {
      await this.#teaching.letGo(frame).catch(() => undefined);
      await this.stream.thaw();
      throw error;
    } finally {
      await left;
    }
  }

  async #stand(frame: TaughtFrame): Promise<TaughtFrame> {
    const { trunk } = this.stream;
    if (trunk) this.#frozen = { frame, trunk };
    await this.#look();
    return frame;
  }

  /** The frame that stood does not any more. */
  async #leave(): Promise<void> {
    const left = this.#frozen;
    this.#frozen = null;
    this.#drawn = [];
    if (left) await this.#teaching.letGo(left.frame);
  }

  /** No frame is what it was: the one that stands is a new one. */
  async #anew(task: () => Promise<void>): Promise<void> {
    const stands = this.state.frozen !== null;
    await task();
    await this.#leave();
    if (stands) await this.freeze();
    this.#changed();
  }

  /** What is changed is kept, also where we are closed meanwhile. */
  async #changing<T>(task: () => Promise<T>): Promise<T> {
    this.#keeping?.change();
    const done = await task();
    await this.#look();
    this.#keeping?.soon();
    return done;
  }

  /** The strokes on the picture that stands may be others. */
  async #look(): Promise<void> {
    const frame = this.#frozen?.frame;
    const drawn = frame ? await this.#teaching.strokesOn(frame) : [];
    if (frame === this.#frozen?.frame) this.#drawn = drawn;
    this.#changed();
  }

  /** Begins with what is kept, if that can be read. */
  async #keep(key: string): Promise<void> {
    const take = async (): Promise<Snapshot<KeptLesson>> => {
      const { file, through } = await this.#teaching.snapshot();
      return { kept: { file }, through };
    };
    this.#keeping = new Keeping(liveShelf(key), take, () => this.#changed());
    const { kept = null, changes = [] } = (await this.#keeping.recall()) ?? {};
    try {
      if (kept) await this.#teaching.load(kept.file);
      if (changes.length === 0) return;
      await this.#teaching.replay(changes);
      this.#keeping.soon();
    } catch {
      // of another version of us, maybe
    }
  }

  #changed(): void {
    if (!this.#closing) this.onChange(this.state);
  }
}
