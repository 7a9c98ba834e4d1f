import type { AnalysisJob } from './job.ts';

/** Analyses videos one after the other. */
export class JobQueue {
  jobs: readonly AnalysisJob[] = [];
  #running: AnalysisJob | null = null;
  /** It comes next, whatever waits. */
  #first: AnalysisJob | null = null;
  #work: Promise<void> | null = null;
  #held = false;

  /** @param ready called when a video is open, before its analysis begins */
  constructor(private readonly ready: (job: AnalysisJob) => Promise<unknown>) {}

  get busy(): boolean {
    return this.#running !== null;
  }

  /** Only those begin that are put first. */
  get held(): boolean {
    return this.#held;
  }

  /** @param held none begins by itself, and the one that is at work waits again */
  async hold(held: boolean): Promise<void> {
    this.#held = held;
    if (held) await this.#running?.pause(true);
    else await this.work();
  }

  add(jobs: readonly AnalysisJob[]): void {
    this.jobs = [...this.jobs, ...jobs];
  }

  remove(job: AnalysisJob): void {
    job.close();
    this.jobs = this.jobs.filter((each) => each !== job);
  }

  /** Goes on with those that wait; a given one comes first, at once. Resolves when none waits any more. */
  async work(first?: AnalysisJob): Promise<void> {
    first?.reset();
    if (first && first !== this.#running) {
      this.#first = first;
      await this.#running?.pause(true);
    }
    this.#work ??= this.#go().finally(() => (this.#work = null));
    await this.#work;
  }

  close(): void {
    for (const job of this.jobs) job.close();
  }

  async #go(): Promise<void> {
    for (let next = this.#next(); next; next = this.#next()) {
      const { job, put } = next;
      this.#running = job;
      await job.open();
      await this.ready(job);
      // while it was opened another one may have been put before it, or all were held
      if (this.#first === job || (!this.#first && (put || !this.#held))) await job.run();
      this.#running = null;
      await job.client?.again().catch(() => undefined);
    }
  }

  /** @returns with whether it was put before the others */
  #next(): { readonly job: AnalysisJob; readonly put: boolean } | null {
    const first = this.#first;
    this.#first = null;
    if (first && this.jobs.includes(first)) return { job: first, put: true };
    const job = this.#held ? undefined : this.jobs.find(({ state, wanted }) => wanted && state === 'waiting');
    return job ? { job, put: false } : null;
  }
}
