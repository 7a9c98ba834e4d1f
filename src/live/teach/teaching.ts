import { SerialQueue } from '../../core/async/serial-queue.ts';
import { PerPixelError } from '../../core/errors/errors.ts';
import type { ModelSpec } from '../../core/manifest/manifest.ts';
import { gridOver } from '../../core/teaching/feature-grid.ts';
import { blankHead, type Head } from '../../core/teaching/head.ts';
import { sampledCells } from '../../core/teaching/lesson.ts';
import { cellsUnder, type Stroke } from '../../core/teaching/stroke.ts';
import { BACKGROUND, type TaughtClass } from '../../core/teaching/taught-class.ts';
import type { Tally, TaughtHead, TrunkFacts } from '../../protocol/teaching.ts';
import type { TaughtModel } from '../../protocol/trunk.ts';
import type { PreparedFrame } from '../frame-input.ts';
import { Classes } from './classes.ts';
import { checkStroke, gone, noTrunk, outside, trunkOf, type TrunkSpec } from './refusals.ts';
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

interface Held extends TaughtFrame {
  /** Its number there. */
  readonly held: number;
  /** Where its features are; null: they were not kept. */
  readonly trunk: TrunkClient | null;
}

const NOTHING: Tally = { strokes: 0, samples: 0, byClass: [], frames: [] };

/** A trunk, what is stroked on its frames, and the head that is made of that. What is asked of it is done in order. */
export class Teaching {
  readonly #queue = new SerialQueue();
  readonly #classes: Classes;
  readonly #frames = new Map<number, Held>();
  #tally = NOTHING;
  #fitted: TaughtHead | null = null;
  #hint: PerPixelError | null = null;
  #waiting = 0;
  /** Fits that are waiting: the last one is enough. */
  #fits = 0;
  #last = 0;

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
    const { strokes, samples, byClass } = this.#tally;
    return {
      classes: this.#classes.all,
      strokesOf: this.#classes.all.map((_, id) => byClass[id] ?? 0),
      frames: this.#tally.frames.map(
        ({ id, width, height }) => this.#frames.get(id) ?? { id, width, height, picture: null },
      ),
      strokes,
      samples,
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

  /** Keeps a frame's features, so that it can be stroked. @param frame null: the one that is shown */
  hold(frame: PreparedFrame | null): Promise<TaughtFrame> {
    return this.#run(async () => {
      const { trunk } = this.host;
      if (!trunk) throw noTrunk();
      const { id: held, ...facts } = await trunk.hold(frame);
      const id = (this.#last += 1);
      const kept: Held = { ...facts, id, held, trunk };
      this.#frames.set(id, kept);
      return kept;
    });
  }

  /** A frame that has no strokes is not needed any more. */
  async letGo({ id }: Pick<TaughtFrame, 'id'>): Promise<void> {
    await this.#run(async () => {
      const frame = this.#frames.get(id);
      await frame?.trunk?.letGo(frame.held).catch(() => null);
      if (!this.#tally.frames.some((each) => each.id === id)) this.#frames.delete(id);
    });
  }

  /** @throws PerPixelError `option-invalid`, `frame-invalid`, `teaching-full` */
  stroke(frame: Pick<TaughtFrame, 'id'>, stroke: Stroke): Promise<void> {
    return this.#run(async () => {
      const held = this.#frames.get(frame.id);
      if (!held?.trunk || held.trunk !== this.host.trunk) throw gone();
      checkStroke(stroke, this.#classes.all.length);
      const grid = gridOver(this.spec, held);
      if (cellsUnder(stroke, grid).length === 0) throw outside(held);
      const features = await held.trunk.sample(held.held, sampledCells(stroke, grid));
      const { id, width, height } = held;
      this.#tally = await this.client.add({ frame: { id, width, height }, stroke, features });
    });
  }

  /** Takes the last stroke back. @returns whether there was one */
  async undo(): Promise<boolean> {
    const tally = await this.#run(() => this.client.undo());
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

  /** Forgets all strokes, frames, classes and labels. */
  clear(): Promise<void> {
    return this.#run(async () => {
      this.#tally = await this.client.clear();
      this.#classes.clear();
      this.#frames.clear();
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
    const { trunk } = this.host;
    if (!trunk) throw noTrunk();
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
      const shown = new Map(pictures.map(({ id, picture }) => [id, picture]));
      this.#frames.clear();
      for (const { id, ...size } of tally.frames) {
        this.#frames.set(id, { id, ...size, picture: shown.get(id) ?? null, held: 0, trunk: null });
        this.#last = Math.max(this.#last, id);
      }
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
