import { SerialQueue } from '../../../core/async/serial-queue.ts';
import type { PerPixelError } from '../../../core/errors/errors.ts';
import type { LessonChange } from '../../../core/teaching/lesson-change.ts';
import type { Stroke } from '../../../core/teaching/stroke.ts';
import type { TaughtClass } from '../../../core/teaching/taught-class.ts';
import { workerDied } from '../../../link/retries.ts';
import { Keeping, type Snapshot } from '../../../live/teach/keeping.ts';
import type { Teaching } from '../../../live/teach/teaching.ts';
import type { TeachingState } from '../../../live/teach/teaching-state.ts';
import type { TaughtModel } from '../../../protocol/trunk.ts';
import type { JobChoice } from '../choice.ts';
import { Bench, type BenchView } from './bench.ts';
import { FrameAtHand } from './frame-at-hand.ts';
import type { FrameSource, TaughtPicture } from './frame-source.ts';
import { placed, type Place } from './place.ts';
import { newLesson } from './taught-id.ts';
import { videoShelf, type KeptLesson } from './taught-store.ts';

/** So often a stroke is tried again whose worker died. */
const TRIES = 3;

export interface LessonListener {
  changed(): void;
  failed(error: PerPixelError): void;
}

/** What is taught by strokes on frames of videos. Every frame's strokes stay its own, whenever it is shown again. */
export class VideoLesson {
  #teaching!: Teaching;
  #bench!: Bench;
  /** A change beside the frame of its stroke, where that is known. */
  #keeping!: Keeping<KeptLesson, readonly [id: number, place: Place] | null>;
  /** As it was last taken, be it kept or not; null: it never was. */
  #last: KeptLesson | null = null;
  #id = newLesson();
  readonly #places = new Map<number, Place>();
  #atHand!: FrameAtHand;
  #wanted: FrameSource | null = null;
  #closed = false;
  /** Frames are shown and stroked in the order in which that was asked for. */
  readonly #turns = new SerialQueue();

  private constructor(private readonly listener: LessonListener) {}

  /**
   * @param before what it goes on with; null: with what is kept on this machine
   * @throws PerPixelError with the codes of models and backends
   */
  static async open(
    choice: Pick<JobChoice, 'backend' | 'runtime'>,
    listener: LessonListener,
    before: KeptLesson | null,
  ): Promise<VideoLesson> {
    const lesson = new VideoLesson(listener);
    lesson.#bench = await Bench.open(choice, {
      replaced: () => void lesson.#drawAgain().catch(() => undefined),
      failed: (error) => listener.failed(error),
    });
    try {
      await lesson.#begin(before);
      return lesson;
    } catch (error) {
      lesson.#bench.close();
      throw error;
    }
  }

  /** The frame that is labelled, and can be stroked; null: none is. */
  get picture(): TaughtPicture | null {
    return this.#atHand.picture;
  }

  /** The strokes on it, oldest first. */
  get drawn(): readonly Stroke[] {
    return this.#atHand.drawn;
  }

  get state(): TeachingState {
    return this.#teaching.state;
  }

  /** There is a worker that labels. */
  get works(): boolean {
    return this.#bench.trunk !== null;
  }

  get canvas(): HTMLCanvasElement {
    return this.#bench.canvas;
  }

  /** Of the picture, by class; null: nothing is labelled. */
  get shares(): ArrayLike<number> | null {
    return this.#bench.report?.shares ?? null;
  }

  /** Another one once everything was forgotten, or a file was opened. */
  get id(): string {
    return this.#id;
  }

  /** Why this machine does not keep what is taught; null: it does. */
  get unkept(): PerPixelError | null {
    return this.#keeping.refused;
  }

  /** As it is now, to be gone on with. */
  get snapshot(): KeptLesson | null {
    return this.#last;
  }

  /** Where a taught frame is from; null: that is not known, as of those of a file. */
  placeOf(id: number): Place | null {
    return this.#places.get(id) ?? null;
  }

  /** Where the frames are from that have strokes. */
  get places(): readonly Place[] {
    return this.state.frames.flatMap(({ id }) => this.#places.get(id) ?? []);
  }

  /** The frame is labelled, drawn and can be stroked. Of several asked for at once only the last one is. */
  async show(source: FrameSource): Promise<void> {
    this.#wanted = source;
    await this.#turns.run(async () => {
      if (this.#wanted !== source || this.#closed) return;
      await this.#withWorkers(() => this.#atHand.present(source, this.#teaching));
      this.#changed();
    });
  }

  /** Resolves when the frame that is shown is labelled anew. @param stroke in pixels of the frame */
  async stroke(picture: TaughtPicture, stroke: Stroke): Promise<void> {
    await this.#turns.run(() =>
      this.#withWorkers(async () => {
        await this.#teaching.stroke(await this.#atHand.hold(picture, this.#teaching), stroke);
      }),
    );
    await this.#withWorkers(() => this.#teaching.fitAgain());
    this.#changedLesson();
  }

  /** @returns its id. @throws PerPixelError `teaching-full`, `option-invalid` */
  addClass(name: string): number {
    const id = this.#teaching.addClass(name);
    this.#changedLesson();
    return id;
  }

  changeClass(id: number, change: Partial<TaughtClass>): Promise<void> {
    return this.#change(() => this.#teaching.changeClass(id, change));
  }

  removeClass(id: number): Promise<void> {
    return this.#change(() => this.#teaching.removeClass(id));
  }

  /** Where a thing is counts, too. */
  setFixedCamera(fixed: boolean): Promise<void> {
    return this.#change(() => this.#teaching.setFixedCamera(fixed));
  }

  /** Takes the last stroke back: of the frame that is shown, where it has any. */
  undo(): Promise<void> {
    return this.#change(() => this.#teaching.undo(this.#atHand.stroked));
  }

  removeFrame(id: number): Promise<void> {
    return this.#change(() => this.#teaching.removeFrame(id));
  }

  async clear(): Promise<void> {
    await this.#change(() => this.#teaching.clear());
    this.#another();
  }

  /** What was taught before is forgotten. @throws PerPixelError `teaching-invalid` */
  async load(file: Blob): Promise<void> {
    await this.#turns.run(() => this.#withWorkers(() => this.#teaching.load(file)));
    this.#another();
    // what is logged of it from now on means nothing beside the one before
    await this.keep();
  }

  /** In place of what is taught now. */
  async goBackTo({ lesson, file, places }: KeptLesson): Promise<void> {
    await this.load(file);
    this.#id = lesson;
    this.#take(places);
    this.#changedLesson();
  }

  save(pictures: boolean): Promise<Blob> {
    return this.#teaching.save({ pictures });
  }

  /** @throws PerPixelError `teaching-incomplete` where nothing was fitted */
  model(): Promise<TaughtModel> {
    return this.#withWorkers(() => this.#teaching.toManifest());
  }

  setView(view: BenchView): Promise<void> {
    return this.#bench.setView(view);
  }

  /** What is taught is kept, now. */
  keep(): Promise<void> {
    return this.#keeping.flush();
  }

  /** What is taught is kept first. Twice is harmless. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#keeping.close();
    this.#teaching.close();
    this.#bench.close();
  }

  async #begin(before: KeptLesson | null): Promise<void> {
    this.#atHand = new FrameAtHand(this.#bench, this.#places);
    this.#teaching = await this.#open();
    const take = async (): Promise<Snapshot<KeptLesson>> => {
      const { file, through } = await this.#teaching.snapshot();
      const places = this.state.frames.map(({ id }) => placed(id, this.#places)).filter((each) => each !== null);
      this.#last = { lesson: this.#id, file, places };
      return { kept: this.#last, through };
    };
    this.#keeping = new Keeping(videoShelf(this.#bench.model!.sha256), take, () => this.#changed());
    const { kept = null, changes = [] } = (await this.#keeping.recall()) ?? {};
    const first = before ?? kept;
    try {
      if (first) await this.#teaching.load(first.file);
      if (first) this.#id = first.lesson;
      this.#take(first?.places ?? []);
      this.#last = first;
      if (before || changes.length === 0) return;
      for (const { note } of changes) if (note) this.#places.set(...note);
      await this.#teaching.replay(changes);
      this.#keeping.soon();
    } catch {
      // of another version of us, maybe
    }
  }

  #open(): Promise<Teaching> {
    return this.#bench.teaching({
      record: (logged) => this.#keeping.record(logged, this.#noteOf(logged.change)),
      onChange: () => this.#changed(),
    });
  }

  #noteOf(change: LessonChange): readonly [id: number, place: Place] | null {
    return change.kind === 'stroke' ? placed(change.stroke.frame.id, this.#places) : null;
  }

  async #drawAgain(): Promise<void> {
    this.#changed();
    if (this.#wanted) await this.show(this.#wanted);
  }

  async #change(task: () => Promise<unknown>): Promise<void> {
    await this.#turns.run(() => this.#withWorkers(task));
    this.#changedLesson();
  }

  /** Does something again where a worker died over it, once another one has taken its place. */
  async #withWorkers<T>(task: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await task();
      } catch (error) {
        if (this.#closed || tries === TRIES || !workerDied(error) || !(await this.#bench.atWork())) throw error;
      }
    }
  }

  #another(): void {
    this.#id = newLesson();
    this.#take([]);
    this.#atHand.forget();
    this.#changedLesson();
  }

  #take(places: KeptLesson['places']): void {
    this.#places.clear();
    for (const [id, place] of places) this.#places.set(id, place);
  }

  #changedLesson(): void {
    this.#keeping.soon();
    this.#changed();
  }

  #changed(): void {
    if (this.#closed) return;
    this.listener.changed();
    void this.#atHand.look(this.#teaching).then(() => this.#closed || this.listener.changed());
  }
}
