import type { AnalysisClient } from '../../video/analysis-client.ts';
import type { OpenedVideo, ShownFrame, Unkept } from '../../protocol/video.ts';
import { toPerPixelError, type PerPixelError } from '../../core/errors/errors.ts';
import type { Labelling } from '../../core/instances/instance.ts';
import { OnDemand } from '../../core/async/on-demand.ts';
import type { PipelineInfo } from '../../protocol/live.ts';
import type { Progress } from '../../core/options/progress.ts';
import { entryOf, type Catalogue, type Marker } from './catalogue.ts';
import { keyOf } from './job-key.ts';
import type { JobChoice } from './choice.ts';
import { NEW_JOB, type Before, type JobSource, type JobState, type Missing } from './job-source.ts';
import { keptSeries, type LiveSeries } from './live-series.ts';
import { UNKNOWN_PACE, type Pace } from './pace.ts';
import { fillSeries } from './pass.ts';
import { JobWorker } from './job-worker.ts';
import { tryAlone, whenAlone, type Release } from '../../platform/tab-lock.ts';

/** Milliseconds between two notes in the catalogue. */
const NOTE_EVERY = 500;

/** The analysis of one video: its worker, its figures, what it is doing. Fires `change` and `shown`. */
export class AnalysisJob extends EventTarget {
  state: JobState;
  /** It shall be analysed when its turn comes. */
  wanted: boolean;
  missing: Missing | null;
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
  /** Why label maps are kept in memory; null: they are kept on this machine. */
  unkept: Unkept | null = null;
  pace: Pace = UNKNOWN_PACE;
  /** Where it is kept; '' before its video and model are known. */
  key: string;
  /** What its frames are labelled and drawn by. */
  readonly worker = new JobWorker();
  #before: Before;
  #ending = new AbortController();
  #release: Release | null = null;
  readonly #opening = new OnDemand(() => this.#open());
  #noted = 0;
  /** Frames whose labels are kept beyond this page, where not all are. */
  #lasting: number | null = null;

  constructor(
    public source: JobSource,
    public choice: JobChoice,
    private readonly catalogue: Catalogue,
    before: Before = NEW_JOB,
  ) {
    super();
    this.#before = before;
    this.wanted = before.wanted;
    this.missing = before.missing;
    this.key = before.key;
    this.state = before.missing ? 'missing' : this.#rest();
  }

  get client(): AnalysisClient | null {
    return this.worker.client;
  }

  get canvas(): HTMLCanvasElement {
    return this.worker.canvas;
  }

  /** How far it is: frames done, and of how many. */
  get counts(): { readonly done: number; readonly total: number } {
    const { series } = this;
    return series ? { done: series.filled, total: series.frames.length } : this.#before;
  }

  /** Opens video and model and what was kept; once. It resolves too when another tab has the same analysis. */
  open(): Promise<void> {
    if (this.missing || this.state === 'failed') return Promise.resolve();
    return this.#opening.get().catch((error: unknown) => this.#fail(error));
  }

  /** Analyses what is missing, to the end or to `pause`. */
  async run(): Promise<void> {
    this.wanted = true;
    await this.open();
    await this.worker.replaced;
    const { state, client } = this;
    if (!client || !this.series || state === 'failed' || state === 'done' || state === 'elsewhere' || this.#closed)
      return;
    this.#set('running');
    for (;;) {
      try {
        await this.#pass(this.client ?? client, this.series);
        return;
      } catch (error) {
        if (this.#closed) return;
        await this.#replace(error);
        // a pause, a failure or the end that came meanwhile
        if (this.state !== 'running' || this.#closed) return;
      }
    }
  }

  /** @param wanted it goes on when its turn comes again */
  async pause(wanted = false): Promise<void> {
    this.wanted = wanted;
    if (this.state === 'waiting' || this.state === 'running') this.#set(this.#rest());
    await this.client?.halt().catch(() => undefined);
    await this.#note();
  }

  /** The video of an analysis that had none, or another way to the same one. */
  supply(source: JobSource): void {
    this.source = source;
    this.missing = null;
    this.#set(this.#rest());
  }

  /** After a failure: as if it had not been tried yet. What was kept is there again when it is opened. */
  reset(): void {
    if (this.state !== 'failed') return;
    this.close();
    this.#ending = new AbortController();
    this.#opening.forget();
    this.error = null;
    this.worker.reset();
    this.wanted = true;
    this.#set('waiting');
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

  /** Draws what is no thing, or leaves it out. */
  drawAs(labelling: Labelling | undefined): void {
    this.choice = { ...this.choice, labelling };
    void this.worker.drawAs(labelling);
    this.#changed();
  }

  /** What the label images start at that it is compared with. */
  startLabelsAt(labelsStart: number): void {
    this.choice = { ...this.choice, labelsStart };
    this.#changed();
    void this.#note();
  }

  /** Twice is harmless. */
  close(): void {
    this.#ending.abort();
    this.#release?.();
    this.#release = null;
    this.worker.close();
  }

  get #closed(): boolean {
    return this.#ending.signal.aborted;
  }

  /** What it is while it is neither opened nor analysed. */
  #rest(): JobState {
    const { done, total } = this.counts;
    if (total > 0 && done >= total) return 'done';
    return this.wanted ? 'waiting' : 'paused';
  }

  async #open(): Promise<void> {
    this.#set('opening');
    await this.worker.open(this.#opens);
    const { video, info } = this;
    if (!video || !info) return;
    this.key = await keyOf(this.source, this.choice, info, video);
    const name = `perpixel-analysis:${this.key}`;
    const release = await tryAlone(name);
    if (release) return this.#enter(release);
    this.#set('elsewhere');
    // nobody waits for that: other videos have their turn
    void whenAlone(name, this.#ending.signal)
      .then((free) => this.#enter(free))
      .catch((error: unknown) => this.#fail(error));
  }

  /** Takes up what was kept. */
  async #enter(release: Release): Promise<void> {
    if (this.#closed) return release();
    this.#release = release;
    const kept = await this.catalogue.get(this.key);
    this.markers = kept?.markers ?? [];
    await this.#openStore();
    await this.#note();
    this.#set(this.#rest());
  }

  /** What its worker is opened with, and what comes of it. */
  get #opens(): Parameters<JobWorker['open']>[0] {
    return {
      source: this.source,
      choice: this.choice,
      signal: this.#ending.signal,
      index: () => this.shown?.index ?? 0,
      known: (part) => {
        Object.assign(this, part);
        this.#changed();
      },
      prepare: async () => {
        if (this.#release) await this.#openStore();
      },
      shown: (frame) => {
        this.shown = frame;
        this.dispatchEvent(new Event('shown'));
      },
      unkept: (why) => {
        this.unkept = why;
        this.#lasting ??= this.series?.filled ?? 0;
        this.#changed();
      },
      died: (error) => {
        // a pass notices by itself, and so does whoever opens it
        if (!['running', 'opening', 'failed'].includes(this.state)) void this.#replace(error);
      },
    };
  }

  /** What is kept is what is known: labels that lay in a worker's memory are gone with it. */
  async #openStore(): Promise<void> {
    const stored = await this.client?.openStore(this.key);
    if (!stored || !this.video || !this.info) return;
    this.series = keptSeries(this.video, this.info, this.choice, stored);
    this.lost = [...stored.lost].sort((a, b) => a - b);
  }

  /** After a crash. What is done again is what was not kept. */
  async #replace(error: unknown): Promise<void> {
    try {
      await this.worker.replace(error, this.#opens);
      if (this.#release && this.state !== 'running') this.state = this.#rest();
      this.#changed();
    } catch (thrown) {
      this.#fail(thrown);
    }
  }

  async #pass(client: AnalysisClient, series: LiveSeries): Promise<void> {
    await fillSeries(client, series, {
      duration: (this.video?.info.duration ?? 0) - (this.video?.info.start ?? 0),
      going: () => this.state === 'running',
      onBatch: ({ frames, lost }, pace) => {
        this.lost.push(...lost);
        if (frames.length > 0) this.worker.wentWell();
        this.note ??= frames.find(({ note }) => note)?.note ?? null;
        this.pace = pace ?? this.pace;
        this.#changed();
        if (performance.now() - this.#noted > NOTE_EVERY) void this.#note();
      },
    });
    if (this.state === 'running') this.#set('done');
    await this.#note();
  }

  async #note(): Promise<void> {
    if (!this.series || !this.key || this.#closed) return;
    this.#noted = performance.now();
    await this.catalogue.put(entryOf(this, this.#lasting ?? this.series.filled));
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
