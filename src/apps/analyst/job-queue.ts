import type { AnalysisJob } from './job.ts';

/** Analyses videos one after the other. */
export class JobQueue {
  jobs: readonly AnalysisJob[] = [];
  #running: AnalysisJob | null = null;
  /** It comes next, whatever waits. */
  #first: AnalysisJob | null = null;
  #work: Promise<void> | null = null;

  /** @param ready called when a video is open, before its analysis begins */
  constructor(private readonly ready: (job: AnalysisJob) => Promise<unknown>) {}

  get busy(): boolean {
    return this.#running !== null;
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
    for (let job = this.#next(); job; job = this.#next()) {
      this.#running = job;
      await job.open();
      await this.ready(job);
      // while it was opened another one may have been put before it
      if (!this.#first || this.#first === job) await job.run();
      this.#running = null;
      await job.client?.again().catch(() => undefined);
    }
  }

  #next(): AnalysisJob | undefined {
    const first = this.#first;
    this.#first = null;
    if (first && this.jobs.includes(first)) return first;
    return this.jobs.find(({ state, wanted }) => wanted && state === 'waiting');
  }
}
