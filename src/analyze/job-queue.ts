import type { AnalysisJob } from './job.ts';

/** Analyses videos one after the other. */
export class JobQueue {
  jobs: readonly AnalysisJob[] = [];
  #running: AnalysisJob | null = null;

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
    if (this.#running === job) this.#running = null;
    this.jobs = this.jobs.filter((each) => each !== job);
  }

  /** Goes on with those that wait; a given one comes first, at once. */
  async work(first?: AnalysisJob): Promise<void> {
    if (this.#running) {
      if (!first || first === this.#running) return;
      await this.#running.pause();
    }
    first?.reset();
    for (let job = first ?? this.#next(); job && !this.#running; job = this.#next()) {
      this.#running = job;
      await job.open();
      await this.ready(job);
      await job.run();
      if (this.#running === job) this.#running = null;
      await job.client?.again().catch(() => undefined);
    }
  }

  close(): void {
    for (const job of this.jobs) job.close();
  }

  #next(): AnalysisJob | undefined {
    return this.jobs.find(({ state }) => state === 'waiting');
  }
}
