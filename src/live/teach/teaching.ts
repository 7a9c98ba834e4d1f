import { SerialQueue } from '../../core/async/serial-queue.ts';
import { PerPixelError } from '../../core/errors/errors.ts';
import type { ModelSpec } from '../../core/manifest/manifest.ts';
import { gridOver } from '../../core/teaching/feature-grid.ts';
import type { LessonChange, LoggedChange } from '../../core/teaching/lesson-change.ts';
import { sampledCells } from '../../core/teaching/lesson.ts';
import { positionColumns } from '../../core/teaching/position.ts';
import { cellsUnder, type Stroke } from '../../core/teaching/stroke.ts';
import { BACKGROUND, type TaughtClass } from '../../core/teaching/taught-class.ts';
import { workerDied } from '../../link/retries.ts';
import type { Tally, TaughtHead, TaughtPicture, TrunkFacts } from '../../protocol/teaching.ts';
import type { TaughtModel } from '../../protocol/trunk.ts';
import type { PreparedFrame } from '../frame-input.ts';
import { Classes } from './classes.ts';
import { Frames, type ShownFrame } from './frames.ts';
import { HeadInForce } from './head-in-force.ts';
import { LessonMemory } from './lesson-memory.ts';
import { checkStroke, noTrunk, outside, placeless, trunkOf, type TrunkSpec } from './refusals.ts';
import type { SavedLesson, TeachingHost } from './teaching-host.ts';
import type { TaughtFrame, TeachingState } from './teaching-state.ts';
import type { TrunkClient } from './trunk-client.ts';

const NOTHING: Tally = { strokes: 0, samples: 0, byClass: [], frames: [], fixedCamera: false };

/** A trunk, what is stroked on its frames, and the head that is made of that. What is asked of it is done in order. */
export class Teaching {
  readonly #queue = new SerialQueue();
  readonly #classes: Classes;
  readonly #frames = new Frames();
  #tally = NOTHING;
  readonly #head: HeadInForce;
  #hint: PerPixelError | null = null;
  #waiting = 0;
  /** Fits that are waiting: the last one is enough. */
  #fits = 0;

  private constructor(
    private readonly spec: TrunkSpec,
    private readonly memory: LessonMemory,
    private readonly host: TeachingHost,
  ) {
    this.#classes = new Classes(spec.classes[0] ?? BACKGROUND, spec.features.head.classes);
    const channels = spec.features.maps.reduce((sum, each) => sum + each.channels, 0);
    this.#head = new HeadInForce(channels, (head) => host.teach(head));
  }

  /** @throws PerPixelError `option-invalid` where the model is not to be taught, `worker-crashed` */
  static async open(spec: ModelSpec, host: TeachingHost): Promise<Teaching> {
    const trunk = trunkOf(spec);
    const { id, sha256, input, features } = trunk;
    const facts: TrunkFacts = { id, sha256, input, features };
    return new Teaching(trunk, await LessonMemory.open(facts), host);
  }

  get state(): TeachingState {
    const { strokes, samples, byClass, fixedCamera } = this.#tally;
    return {
      classes: this.#classes.all,
      strokesOf: this.#classes.all.map((_, id) => byClass[id] ?? 0),
      frames: this.#frames.of(this.#tally.frames),
      strokes,
      samples,
      fixedCamera: positionColumns(this.spec) ? fixedCamera : null,
      fitSeconds: this.#head.fitted?.seconds ?? null,
      busy: this.#waiting > 0,
      hint: this.#hint,
    };
  }

  /** @returns its id. @throws PerPixelError `teaching-full`, `option-invalid` */
  addClass(name: string, colour?: string): number {
    const id = this.#classes.add(name, colour);
    this.#changed();
    return id;
  }

  /** Labels take the other name and colour at once. @throws PerPixelError `option-invalid` */
  changeClass(id: number, change: Partial<TaughtClass>): Promise<void> {
    this.#classes.change(id, change);
    this.#changed();
    return this.#run(async () => {
      await this.#change({ kind: 'rename' });
      await this.#head.rename(this.#classes.all);
    });
  }

  /** Its strokes are gone, and the ids above it are one less. @throws PerPixelError `option-invalid` */
  async removeClass(id: number): Promise<void> {
    await this.#run(async () => {
      this.#classes.remove(id);
      await this.#change({ kind: 'remove-class', id });
    });
    await this.fitAgain();
  }

  /**
   * Keeps a frame's features, so that it can be stroked.
   * @param frame null: the one that is shown
   * @param as the number that it had before; default: it is a new one
   */
  hold(frame: PreparedFrame | null, as?: number): Promise<TaughtFrame> {
    return this.#run(() => this.#frames.hold(this.#trunk, frame, as));
  }

  /** Keeps those of a stroked frame again. @throws PerPixelError `frame-invalid` where no picture of it is kept */
  holdAgain(id: number): Promise<ShownFrame> {
    return this.#run(() => this.#frames.holdAgain(this.#trunk, id));
  }

  /** A frame that has no strokes is not needed any more, nor are the features of one that has. */
  letGo({ id }: Pick<TaughtFrame, 'id'>): Promise<void> {
    return this.#run(() => this.#frames.letGo(id, this.#isStroked(id)));
  }

  /** @throws PerPixelError `option-invalid`, `frame-invalid`, `teaching-full` */
  stroke({ id }: Pick<TaughtFrame, 'id'>, stroke: Stroke): Promise<void> {
    return this.#run(async () => {
      const { held, trunk, width, height } = this.#frames.features(id, this.host.trunk);
      checkStroke(stroke, this.#classes.all.length);
      const size = { width, height };
      const grid = gridOver(this.spec, size);
      if (cellsUnder(stroke, grid).length === 0) throw outside(size);
      const features = await trunk.sample(held, sampledCells(stroke, grid));
      await this.#change({ kind: 'stroke', stroke: { frame: { id, ...size }, stroke, features } });
    });
  }

  /** The strokes on a frame, oldest first. */
  strokesOn({ id }: Pick<TaughtFrame, 'id'>): Promise<readonly Stroke[]> {
    return this.#queue.run(async () => (this.#isStroked(id) ? this.memory.strokesOn(id) : []));
  }

  /** Takes the last stroke back. @param frame of this one; default: of all @returns whether there was one */
  async undo(frame?: number): Promise<boolean> {
    const changed = await this.#run(() => this.#change({ kind: 'undo', frame }));
    if (!changed) return false;
    await this.fitAgain();
    return true;
  }

  /** Takes all strokes of a frame back. */
  async removeFrame(id: number): Promise<void> {
    await this.#run(async () => {
      await this.#change({ kind: 'remove-frame', id });
    });
    await this.fitAgain();
  }

  /** Where a place lies counts from now on, or does not: labels follow. @throws PerPixelError `option-invalid` where the trunk has no map of places */
  async setFixedCamera(fixed: boolean): Promise<void> {
    if (fixed && !positionColumns(this.spec)) throw placeless(this.spec);
    await this.#run(async () => {
      await this.#change({ kind: 'fixed-camera', fixed });
    });
    if (this.#head.fitted) await this.fitAgain();
  }

  /** Forgets all strokes, frames, classes and labels. */
  clear(): Promise<void> {
    return this.#run(async () => {
      await this.#change({ kind: 'clear' }, this.#classes.all.slice(0, 1));
      this.#classes.clear();
      await this.#frames.replace([], []);
      this.#hint = null;
      await this.#forget();
    });
  }

  /** Makes a head of what is stroked, and labels with it. @throws PerPixelError `teaching-incomplete` */
  fit(): Promise<{ readonly seconds: number; readonly samples: number }> {
    return this.#run(() => this.#fit());
  }

  /** As `fit`, but what keeps labels from it is a hint. Where more is waiting that will do it, this does not. */
  fitAgain(): Promise<void> {
    this.#fits += 1;
    return this.#run(async () => {
      this.#fits -= 1;
      if (this.#fits > 0) return;
      try {
        await this.#fit();
      } catch (thrown) {
        if (!(thrown instanceof PerPixelError) || thrown.code !== 'teaching-incomplete') throw thrown;
        this.#hint = thrown;
        if (this.#head.fitted) await this.#forget();
      }
    });
  }

  /** @throws PerPixelError `teaching-incomplete` */
  async toManifest(): Promise<TaughtModel> {
    const trunk = this.#trunk;
    return trunk.bake(await this.#run(async () => this.#head.head));
  }

  /** What was taught, as a file; with the taught frames only if asked. */
  save({ pictures = false }: { readonly pictures?: boolean } = {}): Promise<Blob> {
    const all = pictures ? this.state.frames.flatMap(({ id, picture }) => (picture ? [{ id, picture }] : [])) : [];
    return this.#run(() => this.#save(all));
  }

  /** To be gone on with: `load` it, and `replay` what was recorded since. */
  snapshot(): Promise<SavedLesson> {
    return this.#run(async () => ({ through: this.memory.changes, file: await this.#save([]) }));
  }

  /** What was taught before is forgotten. @throws PerPixelError `teaching-invalid` */
  load(file: Blob): Promise<void> {
    return this.#run(async () => {
      const { classes, head, pictures, tally } = await this.memory.load(file);
      await this.#frames.replace(tally.frames, pictures);
      this.#tally = tally;
      this.#classes.set(classes);
      this.#hint = null;
      if (!head) return this.#forget();
      await this.#head.set({ head, samples: tally.samples, seconds: 0 });
    });
  }

  /** Does again what was done after a file was saved. */
  async replay(changes: readonly LoggedChange[]): Promise<void> {
    await this.#run(async () => {
      for (const { change, classes } of changes) {
        this.#classes.set(classes);
        await this.#change(change).catch(refusedAgain);
      }
      await this.#frames.replace(this.#tally.frames, []);
    });
    await this.fitAgain();
  }

  /** @throws PerPixelError `teaching-incomplete` where nothing was fitted */
  checkFitted(): void {
    void this.#head.head;
  }

  /** Twice is harmless. */
  close(): void {
    this.memory.close();
  }

  /** @throws PerPixelError `source-unavailable` */
  get #trunk(): TrunkClient {
    if (this.host.trunk) return this.host.trunk;
    throw noTrunk();
  }

  #isStroked(frame: number): boolean {
    return this.#tally.frames.some(({ id }) => id === frame);
  }

  async #fit(): Promise<TaughtHead> {
    const fitted = await this.memory.fit(this.#classes.all);
    this.#hint = null;
    await this.#head.set(fitted);
    return fitted;
  }

  #forget(): Promise<void> {
    return this.#head.forget(this.#classes.all[0]!);
  }

  #save(pictures: readonly TaughtPicture[]): Promise<Blob> {
    return this.memory.save({ classes: this.#classes.all, head: this.#head.fitted?.head ?? null, pictures });
  }

  /** @param classes from then on @returns whether there was something to change */
  async #change(change: LessonChange, classes = this.#classes.all): Promise<boolean> {
    // before it is made: the page may be left at any moment
    this.host.record?.({ change, classes, count: this.memory.changes + 1 });
    const tally = await this.memory.change(change, classes);
    this.#tally = tally ?? this.#tally;
    return tally !== null;
  }

  async #run<T>(task: () => Promise<T>): Promise<T> {
    this.#waiting += 1;
    if (this.#waiting === 1) this.#changed();
    try {
      return await this.#queue.run(task);
    } finally {
      this.#waiting -= 1;
      this.#changed();
    }
  }

  #changed(): void {
    this.host.onChange(this.state);
  }
}

/** What was too much when it was stroked is too much now. */
function refusedAgain(error: unknown): void {
  if (workerDied(error)) throw error;
}
