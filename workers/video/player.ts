import {
  FIRST_VIEW,
  type AnalysisProbe,
  type AnalysisView,
  type PlayOptions,
  type ShownFrame,
} from '../../src/protocol/video.ts';
import type { ModelSpec } from '../../src/core/manifest/manifest.ts';
import type { Labelling } from '../../src/core/instances/instance.ts';
import { SerialQueue } from '../../src/core/async/serial-queue.ts';
import { displayed } from '../compositor/displayed.ts';
import { createFrameCursor } from './frame-cursor.ts';
import type { StoredLabels } from './label-store.ts';
import type { LabellingPool } from './labelling-pool.ts';
import { createPainter, type Painter } from './painter.ts';
import { probeLabels } from './probe.ts';
import { Signal } from './signal.ts';
import type { VideoFile } from './video-file.ts';

/** One picture that shows the frame: what it is drawn on, and by which labels. */
export interface Side {
  readonly canvas: OffscreenCanvas;
  readonly spec: ModelSpec;
  /** Labels that are there already; null where the frame has to be labelled. */
  stored(index: number): StoredLabels | null;
  readonly pool: LabellingPool | null;
  /** What is told apart. */
  readonly labelling: Labelling;
}

interface Drawn {
  readonly index: number;
  readonly frame: VideoFrame;
  readonly labels: StoredLabels | null;
}

/** Shows frames: any one, or one after the other in their own time. What is shown is always one frame and its own labels. */
export class Player {
  readonly #cursor;
  readonly #queue = new SerialQueue();
  readonly #painters = new Map<Side, Painter & { readonly labelling: Labelling }>();
  readonly #paused = new Signal();
  #sides: readonly Side[] = [];
  #view = FIRST_VIEW;
  #drawn: (Drawn | null)[] = [];
  #confidence: { index: number; side: number; map: Float32Array } | null = null;
  #playing = 0;
  #wanted = 0;

  constructor(
    private readonly video: VideoFile,
    private readonly onShown: (shown: ShownFrame) => void,
  ) {
    this.#cursor = createFrameCursor(video);
  }

  async setSides(sides: readonly Side[]): Promise<void> {
    await this.#queue.run(async () => {
      const index = this.#drawn[0]?.index ?? 0;
      this.#sides = sides;
      this.#painters.clear();
      await this.#draw(index, true);
    });
  }

  async setView(view: AnalysisView): Promise<void> {
    this.#view = view;
    await this.#queue.run(async () => this.#paint());
  }

  /** Shows a frame, at an index outside the video its nearest. Of several asked for at once only the last one is drawn. */
  async show(wanted: number): Promise<void> {
    this.pause();
    const index = this.#within(wanted);
    const mine = (this.#wanted += 1);
    await this.#queue.run(async () => {
      if (mine !== this.#wanted) return;
      await this.#draw(index, true);
      await displayed();
    });
  }

  /** Draws again: labels may have come meanwhile. */
  async again(): Promise<void> {
    if (this.#playing === 0) await this.#queue.run(async () => this.#draw(this.#drawn[0]?.index ?? 0, true));
  }

  /** Plays to the end of a range; resolves then, or when paused. */
  async play({ rate, loop, ...range }: PlayOptions): Promise<void> {
    this.pause();
    const [from, first, last] = [this.#within(range.from), this.#within(range.first), this.#within(range.last)];
    const mine = (this.#playing = this.#wanted += 1);
    const { timestamps } = this.video;
    const running = (): boolean => this.#playing === mine;
    for (let begin = from; running(); begin = first) {
      const clock = performance.now();
      for (let index = begin; index <= last && running(); index += 1) {
        const due = clock + ((timestamps[index]! - timestamps[begin]!) * 1000) / rate;
        // a frame that is over before it can be shown is left out
        const over = clock + (((timestamps[index + 1] ?? Infinity) - timestamps[begin]!) * 1000) / rate;
        if (this.#sides.length < 2 && over < performance.now() && index < last) continue;
        await this.#queue.run(() => this.#draw(index, false, due));
      }
      if (!loop) break;
    }
    if (running()) this.#playing = 0;
  }

  #within(index: number): number {
    return Math.min(this.video.timestamps.length - 1, Math.max(0, Math.round(index) || 0));
  }

  pause(): void {
    this.#playing = 0;
    this.#paused.notify();
  }

  /** x, y in 0 to 1 of the picture. The confidence needs a model and takes as long as labelling the frame does. */
  async probe(x: number, y: number, side: number): Promise<AnalysisProbe | null> {
    const drawn = this.#drawn[side];
    const of = this.#sides[side];
    if (!drawn?.labels || !of) return null;
    const { labels, size, things } = drawn.labels;
    const found = probeLabels(labels, size, x, y);
    const id = things?.map[found.at] ?? 0;
    return {
      ...found,
      instance: things?.instances.find((each) => each.id === id) ?? null,
      name: of.spec.classes[found.classId]?.name ?? '',
      confidence: await this.#confidenceAt(found.at, side),
    };
  }

  async close(): Promise<void> {
    this.pause();
    await this.#queue.run(() => this.#cursor.close());
    this.#release();
  }

  async #confidenceAt(at: number, side: number): Promise<number | null> {
    const pool = this.#sides[side]?.pool;
    const index = this.#drawn[side]?.index;
    if (!pool || index === undefined || this.#playing !== 0) return null;
    if (this.#confidence?.index !== index || this.#confidence.side !== side) {
      await this.#queue.run(async () => {
        const drawn = this.#drawn[side];
        if (!drawn || (this.#confidence?.index === drawn.index && this.#confidence.side === side)) return;
        const request = { labels: false, packed: false, confidence: true, streamed: 'no' } as const;
        const { confidence } = await pool.label(drawn.frame.clone(), request);
        if (confidence) this.#confidence = { index: drawn.index, side, map: confidence };
      });
    }
    const { index: of, side: on, map } = this.#confidence ?? { index: -1, side: -1, map: new Float32Array() };
    return of === index && on === side ? (map[at] ?? null) : null;
  }

  /** @param due when to show it at the earliest, on the worker's clock */
  async #draw(index: number, label: boolean, due = 0): Promise<void> {
    const frame = await this.#cursor.get(index);
    if (!frame) {
      this.onShown({ index, timestamp: this.video.timestamps[index] ?? 0, lost: true, width: 0, height: 0 });
      return;
    }
    try {
      const labels: (StoredLabels | null)[] = [];
      for (const [place, side] of this.#sides.entries())
        labels.push(await this.#labels(side, index, frame, label || place > 0));
      if (due > 0) await this.#until(due);
      this.#release();
      this.#drawn = labels.map((each) => ({ index, frame: frame.clone(), labels: each }));
      this.#paint();
      const { displayWidth: width, displayHeight: height } = frame;
      this.onShown({ index, timestamp: this.video.timestamps[index] ?? 0, lost: false, width, height });
    } finally {
      frame.close();
    }
  }

  async #labels(side: Side, index: number, frame: VideoFrame, label: boolean): Promise<StoredLabels | null> {
    const stored = side.stored(index);
    if (stored || !side.pool || !label || this.#view.asAnalysed) return stored;
    const things = side.pool.labelling !== 'semantic';
    const request = { labels: true, packed: false, things, confidence: false, streamed: 'no' } as const;
    const { labels, width, height, things: told, found } = await side.pool.label(frame.clone(), request);
    const own = told?.map ? { instances: found?.instances ?? [], map: told.map } : null;
    return labels && { labels, size: { width, height }, things: own };
  }

  async #until(due: number): Promise<void> {
    const wait = due - performance.now();
    if (wait > 1 && this.#playing !== 0) await this.#paused.wait(wait);
  }

  #paint(): void {
    this.#sides.forEach((side, place) => {
      const drawn = this.#drawn[place];
      if (!drawn) return;
      this.#painterOf(side).draw(side.canvas, drawn.frame, drawn.labels, this.#view);
    });
  }

  #painterOf(side: Side): Painter {
    const { spec } = side;
    // whether stuff is coloured can be chosen while things are shown; what was not told apart cannot
    const { labelling: chosen = side.labelling } = this.#view;
    const labelling = side.labelling === 'semantic' || chosen === 'semantic' ? side.labelling : chosen;
    const known = this.#painters.get(side);
    if (known?.labelling === labelling) return known;
    const painter = { ...createPainter(spec.classes, labelling), labelling };
    this.#painters.set(side, painter);
    return painter;
  }

  #release(): void {
    for (const each of this.#drawn) each?.frame.close();
    this.#drawn = [];
  }
}
