import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { AnalysisJob } from './job.ts';

export interface FrameRange {
  readonly first: number;
  readonly last: number;
}

/** Whether and how the current video plays. */
export class Playing implements ReactiveController {
  on = false;
  loop = false;
  rate = 1;
  #run = 0;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly job: () => AnalysisJob | null,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    void this.stop();
  }

  toggle(range: FrameRange): void {
    if (this.on) void this.stop();
    else void this.start(range);
  }

  async start({ first, last }: FrameRange): Promise<void> {
    const job = this.job();
    if (!job?.client || last < first) return;
    const run = (this.#run += 1);
    const { rate, loop } = this;
    const shown = job.shown?.index ?? 0;
    // at the end, or outside the range, it begins anew
    const from = shown >= last || shown < first ? first : shown;
    this.#set(true);
    await job.client.play({ from, first, last, rate, loop }).catch(() => undefined);
    if (run === this.#run) this.#set(false);
  }

  async stop(): Promise<void> {
    if (!this.on) return;
    this.#run += 1;
    this.#set(false);
    await this.job()
      ?.client?.pause()
      .catch(() => undefined);
  }

  setLoop(loop: boolean, range: FrameRange): void {
    this.loop = loop;
    if (this.on) void this.start(range);
    this.host.requestUpdate();
  }

  setRate(rate: number, range: FrameRange): void {
    this.rate = rate;
    if (this.on) void this.start(range);
    this.host.requestUpdate();
  }

  #set(on: boolean): void {
    this.on = on;
    this.host.requestUpdate();
  }
}
