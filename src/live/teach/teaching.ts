import { SerialQueue } from '../../core/async/serial-queue.ts';
import { PerPixelError } from '../../core/errors/errors.ts';
import type { ModelSpec } from '../../core/manifest/manifest.ts';
import { gridOver } from '../../core/teaching/feature-grid.ts';
import { blankHead, type Head } from '../../core/teaching/head.ts';
import { sampledCells } from '../../core/teaching/lesson.ts';
import { positionColumns } from '../../core/teaching/position.ts';
import { cellsUnder, type Stroke } from '../../core/teaching/stroke.ts';
import { BACKGROUND, type TaughtClass } from '../../core/teaching/taught-class.ts';
import type { Tally, TaughtHead, TrunkFacts } from '../../protocol/teaching.ts';
import type { TaughtModel } from '../../protocol/trunk.ts';
import type { PreparedFrame } from '../frame-input.ts';
import { Classes } from './classes.ts';
import { Frames, type ShownFrame } from './frames.ts';
import { checkStroke, noTrunk, outside, placeless, trunkOf, type TrunkSpec } from './refusals.ts';
import { TeachingClient } from './teaching-client.ts';
import type { TaughtFrame, TeachingState } from './teaching-state.ts';
import type { TrunkClient } from './trunk-client.ts';

/** Whose trunk is taught. */
export interface TeachingHost {
  /** Of the worker that runs it now; null: none does. */
  readonly trunk: TrunkClient | null;
  /** Labels with this head from now on, whichever worker does. */
  teach(head: Head): Promise<void>;
  onChange(state: TeachingState): void;
}

const NOTHING: Tally = { strokes: 0, samples: 0, byClass: [], frames: [], fixedCamera: false };

/** A trunk, what is stroked on its frames, and the head that is made of that. What is asked of it is done in order. */
export class Teaching {
  readonly #queue = new SerialQueue();
  readonly #classes: Classes;
  readonly #frames = new Frames();
  #tally = NOTHING;
  #fitted: TaughtHead | null = null;
  #hint: PerPixelError | null = null;
  #waiting = 0;
  /** Fits that are waiting: the last one is enough. */
  #fits = 0;

  private constructor(
    private readonly spec: TrunkSpec,
    private readonly client: TeachingClient,
    private readonly host: TeachingHost,
  ) {
    this.#classes = new Classes(spec.classes[0] ?? BACKGROUND, spec.features.head.classes);
  }

  /** @throws PerPixelError `option-invalid` where the model is not to be taught, `worker-crashed` */
  static async open(spec: ModelSpec, host: TeachingHost): Promise<Teaching> {
    const trunk = trunkOf(spec);
    const { id, sha256, input, features } = trunk;
    const facts: TrunkFacts = { id, sha256, input, features };
    return new Teaching(trunk, await TeachingClient.open(facts), host);
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
      fitSeconds: this.#fitted?.seconds ?? null,
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
    return this.#run(() => this.#renamed());
  }

  /** Its strokes are gone, and the ids above it are one less. @throws PerPixelError `option-invalid` */
  async removeClass(id: number): Promise<void> {
    await this.#run(async () => {
      this.#classes.remove(id);
      this.#tally = await this.client.removeClass(id);
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
      this.#tally = await this.client.add({ frame: { id, ...size }, stroke, features });
    });
  }

  /** The strokes on a frame, oldest first. */
  strokesOn({ id }: Pick<TaughtFrame, 'id'>): Promise<readonly Stroke[]> {
    return this.#queue.run(async () => (this.#isStroked(id) ? this.client.strokesOn(id) : []));
  }

  /** Takes the last stroke back. @param frame of this one; default: of all @returns whether there was one */
  async undo(frame?: number): Promise<boolean> {
    const tally = await this.#run(() => this.client.undo(frame));
    if (!tally) return false;
    this.#tally = tally;
    await this.fitAgain();
    return true;
  }

  /** Takes all strokes of a frame back. */
  async removeFrame(id: number): Promise<void> {
    await this.#run(async () => {
      this.#tally = await this.client.removeFrame(id);
    });
    await this.fitAgain();
  }

  /** Where a place lies counts from now on, or does not: labels follow. @throws PerPixelError `option-invalid` where the trunk has no map of places */
  async setFixedCamera(fixed: boolean): Promise<void> {
    if (fixed && !positionColumns(this.spec)) throw placeless(this.spec);
    await this.#run(async () => {
      this.#tally = await this.client.setFixedCamera(fixed);
    });
    if (this.#fitted) await this.fitAgain();
  }

  /** Forgets all strokes, frames, classes and labels. */
  clear(): Promise<void> {
    return this.#run(async () => {
      this.#tally = await this.client.clear();
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
        if (this.#fitted) await this.#forget();
      }
    });
  }

  /** @throws PerPixelError `teaching-incomplete` */
  async toManifest(): Promise<TaughtModel> {
    const trunk = this.#trunk;
    return trunk.bake(await this.#run(async () => this.#head()));
  }

  /** What was taught, as a file; with the taught frames only if asked. */
  save({ pictures = false }: { readonly pictures?: boolean } = {}): Promise<Blob> {
    const all = pictures ? this.state.frames.flatMap(({ id, picture }) => (picture ? [{ id, picture }] : [])) : [];
    return this.#run(() =>
      this.client.save({ classes: this.#classes.all, head: this.#fitted?.head ?? null, pictures: all }),
    );
  }

  /** What was taught before is forgotten. @throws PerPixelError `teaching-invalid` */
  load(file: Blob): Promise<void> {
    return this.#run(async () => {
      const { classes, head, pictures, tally } = await this.client.load(file);
      await this.#frames.replace(tally.frames, pictures);
      this.#tally = tally;
      this.#classes.set(classes);
      this.#hint = null;
      if (!head) return this.#forget();
      this.#fitted = { head, samples: tally.samples, seconds: 0 };
      await this.host.teach(head);
    });
  }

  /** The head in force. @throws PerPixelError `teaching-incomplete` where nothing was fitted */
  #head(): Head {
    if (this.#fitted) return this.#fitted.head;
    throw new PerPixelError(
      'teaching-incomplete',
      'Nothing is taught yet.',
      'Stroke two classes or more, one of which may be the background, and fit them.',
    );
  }

  /** @throws PerPixelError `teaching-incomplete` where nothing was fitted */
  checkFitted(): void {
    this.#head();
  }

  /** Twice is harmless. */
  close(): void {
    this.client.close();
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
    const fitted = await this.client.fit(this.#classes.all);
    this.#fitted = fitted;
    this.#hint = null;
    await this.host.teach(fitted.head);
    return fitted;
  }

  /** All is background again. */
  async #forget(): Promise<void> {
    this.#fitted = null;
    const channels = this.spec.features.maps.reduce((sum, each) => sum + each.channels, 0);
    await this.host.teach(blankHead(this.#classes.all[0]!, channels));
  }

  /** The same weights under other names and colours. */
  async #renamed(): Promise<void> {
    if (!this.#fitted) return;
    const { head } = this.#fitted;
    const classes = this.#classes.all.slice(0, head.classes.length);
    this.#fitted = { ...this.#fitted, head: { ...head, classes } };
    await this.host.teach(this.#fitted.head);
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
