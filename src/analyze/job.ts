import { AnalysisClient, type ModelChoice } from '../client/analysis-client.ts';
import { offscreen } from '../client/offscreen.ts';
import { chosenFrames, type Every } from '../shared/analysis/every.ts';
import type { AnalysisProbe, OpenedVideo, ShownFrame } from '../shared/analysis/protocol.ts';
import type { Findings } from '../shared/analysis/report.ts';
import { can } from '../shared/capabilities.ts';
import { PerPixelError, toPerPixelError } from '../shared/errors.ts';
import { OnDemand } from '../shared/on-demand.ts';
import type { PipelineInfo, Progress } from '../shared/protocol.ts';
import { sha256 } from '../shared/sha256.ts';
import { VERSION } from '../shared/version.ts';
import type { Catalogue, Marker } from './catalogue.ts';
import { createLiveSeries, type LiveSeries } from './live-series.ts';

export type JobState = 'waiting' | 'opening' | 'elsewhere' | 'running' | 'paused' | 'done' | 'failed';

export interface JobSource {
  readonly name: string;
  /** Where it lay in a folder that was dropped. */
  readonly path?: string;
  readonly blob: Blob | null;
  readonly url: string;
  readonly handle: FileSystemFileHandle | null;
}

export interface JobChoice extends ModelChoice {
  readonly every: Every;
}

/** How fast a pass goes. */
export interface Pace {
  /** Frames a second, over the last seconds. */
  readonly perSecond: number;
  /** Seconds of video a second. */
  readonly timesRealTime: number;
  /** Seconds; null while unknown. */
  readonly left: number | null;
}

/** How often a worker may die without a frame between. */
const TRIES = 3;
/** Frames between two notes in the catalogue. */
const NOTE_EVERY = 200;

/** The analysis of one video: its worker, its figures, what it is doing. Fires `change` and `shown`. */
export class AnalysisJob extends EventTarget {
  state: JobState = 'waiting';
  error: PerPixelError | null = null;
  video: OpenedVideo | null = null;
  info: PipelineInfo | null = null;
  series: LiveSeries | null = null;
  progress: Progress | null = null;
  lost: number[] = [];
  markers: readonly Marker[] = [];
  shown: ShownFrame | null = null;
  /** What is amiss with the labels; null: nothing. */
  note: string | null = null;
  /** The machine has no room for more: label maps are kept in memory. */
  inMemory = false;
  pace: Pace = { perSecond: 0, timesRealTime: 0, left: null };
  client: AnalysisClient | null = null;
  /** Where it is kept; '' before its video and model are known. */
  key = '';
  canvas: HTMLCanvasElement = document.createElement('canvas');
  #ticks: { readonly at: number; readonly filled: number }[] = [];
  #release: (() => void) | null = null;
  readonly #opening = new OnDemand(() => this.#open());
  #tries = 0;
  #closed = false;

  constructor(
    readonly source: JobSource,
    readonly choice: JobChoice,
    private readonly catalogue: Catalogue,
  ) {
    super();
  }

  /** Opens video and model and what was kept; once. Waits while another tab has the same analysis open. */
  open(): Promise<void> {
    return this.#opening.get().catch((error: unknown) => this.#fail(error));
  }

  /** After a failure: as if it had not been tried yet. What was kept is there again when it is opened. */
  reset(): void {
    if (this.state !== 'failed') return;
    this.client?.close();
    this.#release?.();
    const old = this.canvas;
    this.canvas = document.createElement('canvas');
    old.replaceWith(this.canvas);
    this.#opening.forget();
    this.error = null;
    this.#tries = 0;
    this.#set('waiting');
  }

  /** Analyses what is missing, to the end or to `pause`. */
  async run(): Promise<void> {
    await this.open();
    if (!this.client || !this.series || this.state === 'failed' || this.state === 'done' || this.#closed) return;
    this.#set('running');
    this.#ticks = [];
    for (;;) {
      try {
        await this.#pass(this.client, this.series);
        return;
      } catch (error) {
        const died = error instanceof PerPixelError && error.code === 'worker-crashed';
        if (this.#closed) return;
        if (!died || (this.#tries += 1) >= TRIES) {
          this.#fail(error);
          return;
        }
        await this.#restart().catch((thrown: unknown) => this.#fail(thrown));
        if (this.state !== 'running' || !this.client) return;
      }
    }
  }

  async pause(): Promise<void> {
    if (this.state !== 'running') return;
    this.#set('paused');
    await this.client?.halt();
    await this.#note();
  }

  /** Forgets what was analysed. */
  async discard(): Promise<void> {
    await this.client?.halt().catch(() => undefined);
    await this.client?.removeStore(this.key).catch(() => undefined);
    await this.catalogue.remove(this.key);
    this.close();
  }

  setMarkers(markers: readonly Marker[]): void {
    this.markers = [...markers].sort((a, b) => a.index - b.index);
    this.#changed();
    void this.#note();
  }

  /** The pixel at x, y (0 to 1) of the shown picture, or of the second one. */
  readonly probe = async (x: number, y: number, side: number): Promise<AnalysisProbe | null> =>
    (await this.client?.probe(x, y, side)) ?? null;

  readonly thumbnail = async (index: number, height: number): Promise<ImageBitmap | null> =>
    (await this.client?.thumbnail(index, height)) ?? null;

  findings(): Findings | null {
    const { video, info, series, lost, choice } = this;
    if (!video || !info || !series) return null;
    const { model, backend } = info;
    const frames = Array.from(series.frames, (index, place) => ({ index, place }))
      .filter(({ place }) => series.has(place) && !Number.isNaN(series.shares[0]?.[place] ?? NaN))
      .map(({ index, place }) => ({
        index,
        timestamp: series.times[place] ?? 0,
        shares: Float32Array.from(series.shares, (column) => column[place] ?? 0),
      }));
    const options = { every: choice.every, refine: choice.refine ?? model.refine ?? false, backend };
    return { version: VERSION, video: video.info, model, options, frames, lost, note: this.note };
  }

  /** Twice is harmless. */
  close(): void {
    this.#closed = true;
    this.#release?.();
    this.client?.close();
  }

  async #open(): Promise<void> {
    this.#set('opening');
    const { source } = this;
    await this.#start();
    const { video, info } = this;
    if (!video || !info) return;
    this.key = await keyOf(source, this.choice, info.model.sha256, video);
    await this.#lock();
    if (this.#closed) return;
    const kept = await this.catalogue.get(this.key);
    this.markers = kept?.markers ?? [];
    const frames = chosenFrames(video.timestamps, this.choice.every, video.info.duration);
    this.series = createLiveSeries(frames, video.timestamps, video.info.duration, info.model.classes.length);
    await this.#openStore();
    await this.#note();
    this.#set(this.series.filled >= frames.length ? 'done' : 'paused');
  }

  /** A worker with video and model open, drawing on our canvas. */
  async #start(): Promise<void> {
    const { source, choice } = this;
    const client = new AnalysisClient();
    this.client = client;
    if (this.#closed) client.close();
    this.video = await client.openVideo(source.blob ?? source.url);
    this.#changed();
    await client.listen({
      shown: (frame) => {
        this.shown = frame;
        this.dispatchEvent(new Event('shown'));
      },
      storageFull: () => {
        this.inMemory = true;
        this.#changed();
      },
    });
    this.info = await client.openModel(choice, (progress) => {
      this.progress = progress;
      this.#changed();
    });
    this.progress = null;
    await client.attach(offscreen(this.canvas));
  }

  async #openStore(): Promise<void> {
    const stored = await this.client?.openStore(this.key);
    for (const { index, shares } of stored?.frames ?? []) this.series?.set(index, shares);
    for (const index of stored?.lost ?? []) this.series?.set(index, null);
    this.lost = [...(stored?.lost ?? [])].sort((a, b) => a - b);
  }

  /** After a crash: another worker on another canvas, with what was kept. */
  async #restart(): Promise<void> {
    const shown = this.shown?.index ?? 0;
    const old = this.canvas;
    this.canvas = document.createElement('canvas');
    this.client?.close();
    await this.#start();
    old.replaceWith(this.canvas);
    await this.#openStore();
    await this.client?.show(shown);
    this.#changed();
  }

  async #pass(client: AnalysisClient, series: LiveSeries): Promise<void> {
    const missing = series.frames.filter((_, place) => !series.has(place));
    await client.begin({ frames: missing, labels: false });
    let noted = series.filled;
    for (let done = missing.length === 0; !done && this.state === 'running';) {
      const batch = await client.take();
      for (const { index, shares, note } of batch.frames) {
        series.set(index, shares);
        this.note ??= note;
      }
      for (const index of batch.lost) {
        series.set(index, null);
        this.lost.push(index);
      }
      if (batch.frames.length > 0) this.#tries = 0;
      this.#measure(series);
      this.#changed();
      if (series.filled - noted >= NOTE_EVERY) {
        noted = series.filled;
        void this.#note();
      }
      done = batch.done;
    }
    if (this.state === 'running') {
      this.#set('done');
      await this.#note();
    }
  }

  #measure(series: LiveSeries): void {
    const now = performance.now();
    this.#ticks.push({ at: now, filled: series.filled });
    while (this.#ticks.length > 2 && now - this.#ticks[0]!.at > 5000) this.#ticks.shift();
    const [first] = this.#ticks;
    if (!first || now - first.at < 200) return;
    const perSecond = ((series.filled - first.filled) * 1000) / (now - first.at);
    const { start = 0, duration = 0 } = this.video?.info ?? {};
    const spacing = (duration - start) / Math.max(1, series.frames.length);
    const left = perSecond > 0 ? (series.frames.length - series.filled) / perSecond : null;
    this.pace = { perSecond, timesRealTime: perSecond * spacing, left };
  }

  /** One tab at a time writes an analysis; the lock is free when that tab is gone, however it went. */
  async #lock(): Promise<void> {
    if (!can('locks')) return;
    const name = `perpixel-analysis:${this.key}`;
    await new Promise<void>((resolve) => {
      const hold = (): Promise<void> => {
        resolve();
        return new Promise((release) => (this.#release = release));
      };
      void navigator.locks.request(name, { ifAvailable: true }, (lock) => {
        if (lock) return hold();
        this.#set('elsewhere');
        void navigator.locks.request(name, hold);
        return undefined;
      });
    });
    this.#set('opening');
  }

  async #note(): Promise<void> {
    if (!this.series || !this.key || this.#closed) return;
    const { name, url, handle } = this.source;
    await this.catalogue.put({
      key: this.key,
      name,
      url,
      handle,
      model: this.info?.model.id ?? '',
      every: this.choice.every,
      done: this.series.filled,
      total: this.series.frames.length,
      markers: this.markers,
      updated: Date.now(),
    });
  }

  #fail(error: unknown): void {
    if (this.#closed) return;
    this.error = toPerPixelError(error, 'inference-failed', 'Reload the page and try again.');
    this.#set('failed');
  }

  #set(state: JobState): void {
    this.state = state;
    this.#changed();
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}

/** The same for the same video, model and options, and safe as a file's name. */
async function keyOf(source: JobSource, choice: JobChoice, model: string, { info }: OpenedVideo): Promise<string> {
  const { url, name, blob } = source;
  const identity = blob ? [name, blob.size, blob instanceof File ? blob.lastModified : 0] : [url];
  const { every, refine = 'own' } = choice;
  // as earlier versions had it: what they kept is found again
  const { start: _, ...facts } = info;
  const text = JSON.stringify([identity, facts, model, every, refine]);
  return (await sha256(new TextEncoder().encode(text))).slice(0, 32);
}
