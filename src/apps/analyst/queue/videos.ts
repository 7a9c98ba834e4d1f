import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { Catalogue, type CatalogueEntry } from '../catalogue.ts';
import { AnalysisJob } from '../job.ts';
import { choiceIn, sameFigures, type JobChoice } from '../choice.ts';
import type { Before, JobSource, Missing } from '../job-source.ts';
import { JobQueue } from '../job-queue.ts';
import { KeptQueue, type QueueEntry } from './kept-queue.ts';
import { isOf, throughHandle, wayBack } from './way-back.ts';

/** What the page's videos tell it. */
export interface VideosListener {
  /** Another one is about to be looked at. */
  leaving(): void;
  /** Another one is looked at; null: none is left. */
  picked(job: AnalysisJob | null): void;
  shown(job: AnalysisJob): void;
  changed(): void;
  /** It is open, and its analysis is about to begin. */
  ready(job: AnalysisJob): Promise<unknown>;
}

/** Milliseconds between two notes of a video that goes on. */
const NOTE_EVERY = 400;

/** The videos of this tab, one analysed after the other, and what was analysed earlier. They outlive a reload. */
export class Videos implements ReactiveController {
  current: AnalysisJob | null = null;
  /** Why the list is not kept; '' while it is. */
  problem = '';
  /** Something was opened, besides what an earlier visit left. */
  opened = false;
  /** What an earlier visit left is here. */
  readonly restored: Promise<void>;
  #analysed: readonly CatalogueEntry[] = [];
  readonly #catalogue = new Catalogue();
  readonly #kept = new KeptQueue(() => void this.#takeOver());
  readonly #queue: JobQueue;
  readonly #entries = new Map<AnalysisJob, QueueEntry>();
  readonly #due = new Map<AnalysisJob, number>();

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly listener: VideosListener,
  ) {
    this.#queue = new JobQueue((job) => listener.ready(job));
    host.addController(this);
    this.restored = this.#takeOver();
  }

  get jobs(): readonly AnalysisJob[] {
    return this.#queue.jobs;
  }

  /** What was analysed here and is not open. The sample drive is always at hand. */
  get earlier(): readonly CatalogueEntry[] {
    return this.#analysed.filter(({ key, sample }) => !sample && !this.jobs.some((job) => job.key === key));
  }

  /** What labels the open ones, and what labelled those that were analysed here. */
  get models(): readonly string[] {
    return [...this.jobs.map(({ choice }) => choice.model), ...this.#analysed.map(({ model }) => model)];
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#looked);
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#looked);
    this.#queue.close();
    this.#kept.close();
  }

  /** Opens videos; they are analysed one after the other. What an entry waits for goes to that entry. */
  add(sources: readonly JobSource[], choice: JobChoice): readonly AnalysisJob[] {
    this.opened = true;
    const jobs = sources.map((source) => {
      const known = this.#known(source, choice);
      if (known?.missing) known.supply(source);
      if (known && known.choice.labelling !== choice.labelling) known.drawAs(choice.labelling);
      const job = known ?? this.#take(source, choice);
      if (!known) void this.#begin(job, source, choice);
      return job;
    });
    const [first] = jobs;
    if (first && (!this.current || this.current === first)) this.pick(first);
    void this.work();
    return jobs;
  }

  /** Opens one to be looked at, and analysed before the others. */
  show(source: JobSource, choice: JobChoice): void {
    const [job] = this.add([source], choice);
    if (!job) return;
    if (job !== this.current) this.pick(job);
    if (job.state !== 'done') void this.work(job);
  }

  /** Goes on with those that wait; a given one comes first, at once. */
  async work(first?: AnalysisJob): Promise<void> {
    await this.#queue.work(first);
    await this.#list();
  }

  /** @param held none begins to be analysed by itself, and the one that is waits again */
  async hold(held: boolean): Promise<void> {
    await this.#queue.hold(held);
  }

  pick(job: AnalysisJob): void {
    const before = this.current;
    if (before !== job) this.listener.leaving();
    this.current = job;
    this.listener.picked(job);
    for (const each of [before, job]) if (each && before !== job) this.#note(each);
    // it can be looked at while another one is analysed
    const closed = job.client === null && job.state !== 'failed';
    if (closed && (this.#queue.busy || this.#queue.held || job.state !== 'waiting'))
      void job.open().then(() => this.listener.ready(job));
  }

  remove(job: AnalysisJob): void {
    const entry = this.#entries.get(job);
    this.#entries.delete(job);
    clearTimeout(this.#due.get(job));
    this.#due.delete(job);
    this.#queue.remove(job);
    if (entry) void this.#kept.remove(entry.id);
    if (this.current === job) {
      this.current = null;
      const [next] = this.jobs;
      if (next) this.pick(next);
      else this.listener.picked(null);
    }
    void this.#list();
    void this.work();
  }

  async cancel(job: AnalysisJob): Promise<void> {
    await job.discard();
    this.remove(job);
  }

  /** Asks the visitor for the files that may be read again once they say so. Call it at a click. */
  async allow(): Promise<void> {
    for (const job of this.jobs) {
      const { handle } = job.source;
      if (job.missing === 'permission' && handle) this.#found(job, await throughHandle(handle, 'requestPermission'));
    }
    if (this.current && !this.current.missing) this.pick(this.current);
    await this.work();
  }

  /** What an earlier visit left, and later what another tab leaves. */
  async #takeOver(): Promise<void> {
    const [{ entries, tab }] = await Promise.all([this.#kept.claim(), this.#list()]);
    let current: AnalysisJob | null = null;
    for (const entry of entries) {
      // a new visit begins without what the last one finished: it is found among what was analysed earlier
      const finished = !entry.wanted && entry.total > 0 && entry.done >= entry.total;
      if (entry.tab !== tab && finished) {
        await this.#kept.remove(entry.id);
        continue;
      }
      const way = await wayBack(entry, () => this.#kept.video(entry.id));
      const missing = typeof way === 'string' ? way : null;
      const source = typeof way === 'string' ? sourceless(entry) : way;
      // both tabs had it
      const known = this.#known(source, choiceIn(entry));
      if (known) {
        if (known.missing && !missing) known.supply(source);
        await this.#kept.remove(entry.id);
        continue;
      }
      // a page that crashed could not note all that it had got done: its labels tell
      const { done, total } = this.#analysed.find(({ key }) => key === entry.key) ?? entry;
      const job = this.#take(source, choiceIn(entry), { ...entry, done, total, missing });
      this.#entries.set(job, entry);
      if (entry.current) current = job;
    }
    const first = current ?? this.jobs[0];
    if (first && !this.current) this.pick(first);
    this.host.requestUpdate();
    void this.work();
  }

  #take(source: JobSource, choice: JobChoice, before?: Before): AnalysisJob {
    const job = new AnalysisJob(source, choice, this.#catalogue, before);
    job.addEventListener('change', () => this.#changed(job));
    job.addEventListener('shown', () => this.listener.shown(job));
    this.#queue.add([job]);
    return job;
  }

  /** Keeps a new one, and its video where nothing else leads back to it. */
  async #begin(job: AnalysisJob, source: JobSource, choice: JobChoice): Promise<void> {
    const { name, url, handle, blob, sample = false } = source;
    const file = blob instanceof File ? blob : null;
    const [size, modified] = [file?.size ?? 0, file?.lastModified ?? 0];
    const id = await this.#kept.name();
    const fixed = { ...choiceIn(choice), id, name, url, handle, sample, size, modified };
    this.#entries.set(job, { ...fixed, place: 0, key: '', wanted: true, done: 0, total: 0, current: false, tab: '' });
    if (!this.jobs.includes(job)) return this.#kept.remove(id);
    await this.#write(job);
    if (file && !handle && !(await this.#kept.keepVideo(id, file))) {
      this.#tell(`There is no room to keep a copy of ${name}: after a reload, choose it again.`);
    }
  }

  #known(source: JobSource, wanted: JobChoice): AnalysisJob | undefined {
    return this.jobs.find((job) => {
      const { choice, source: own } = job;
      if (!job.missing && !sameFigures(choice, wanted)) return false;
      if (source.sample || own.sample) return source.sample === own.sample;
      if (source.url) return source.url === own.url;
      const entry = this.#entries.get(job);
      return entry !== undefined && isOf(entry, source);
    });
  }

  #found(job: AnalysisJob, way: JobSource | Missing): void {
    if (typeof way !== 'string') return job.supply(way);
    job.missing = way;
    this.listener.changed();
  }

  #changed(job: AnalysisJob): void {
    this.listener.changed();
    // by its key it is told from what was analysed earlier
    if (this.#entries.get(job)?.key === job.key) this.#note(job);
    else void this.#write(job);
    // another tab has let it go, or its video is there
    if (job.state === 'waiting' && !this.#queue.busy) void this.work();
  }

  #note(job: AnalysisJob): void {
    if (this.#due.has(job)) return;
    this.#due.set(
      job,
      window.setTimeout(() => {
        this.#due.delete(job);
        void this.#write(job);
      }, NOTE_EVERY),
    );
  }

  async #write(job: AnalysisJob): Promise<void> {
    const before = this.#entries.get(job);
    if (!before) return;
    const { key, wanted, counts } = job;
    const place = this.jobs.indexOf(job);
    const entry = { ...before, ...choiceIn(job.choice), place, key, wanted, ...counts, current: job === this.current };
    this.#entries.set(job, entry);
    const problem = await this.#kept.put(entry);
    if (problem) this.#tell('This list cannot be kept: the browser has no room. Free some, or leave this page open.');
  }

  #tell(problem: string): void {
    this.problem = problem;
    this.host.requestUpdate();
  }

  async #list(): Promise<void> {
    this.#analysed = await this.#catalogue.list();
    this.host.requestUpdate();
  }

  /** What is about to be left is noted at once; what another tab did meanwhile is seen. */
  readonly #looked = (): void => {
    if (document.visibilityState === 'visible') return void this.#list();
    for (const [job, timer] of this.#due) {
      clearTimeout(timer);
      this.#due.delete(job);
      void this.#write(job);
    }
  };
}

function sourceless({ name, url, handle, sample }: QueueEntry): JobSource {
  return { name, url, handle, sample, blob: null };
}
