import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { HealthLog } from './log/health-log.ts';
import { readLines, type ReadLines } from './log/health-lines.ts';

/** A kiosk in another tab writes on. */
const EVERY = 10_000;

/** The log of this machine as it was read last; `refused`: the browser keeps nothing for this page. */
export type LogReading =
  | { readonly state: 'loading' | 'refused' }
  | ({
      readonly state: 'read';
      /** Milliseconds since the epoch. */
      readonly at: number;
    } & ReadLines);

/** Reads the log of this machine now and then, while the page is seen. */
export class LogWatch implements ReactiveController {
  reading: LogReading = { state: 'loading' };
  #log: HealthLog | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;
  #turn = 0;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#timer = setInterval(() => this.#glance(), EVERY);
    document.addEventListener('visibilitychange', this.#glance);
    void this.read();
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
    document.removeEventListener('visibilitychange', this.#glance);
    this.#turn += 1;
    void this.#log?.close();
    this.#log = null;
  }

  async read(): Promise<void> {
    const turn = (this.#turn += 1);
    const rows = await this.#rows().catch(() => null);
    // a newer look, or nobody looks any more
    if (turn !== this.#turn) return;
    this.reading = rows ? { state: 'read', at: Date.now(), ...readLines(rows) } : { state: 'refused' };
    this.host.requestUpdate();
  }

  /** Forgets everything that was logged on this machine. */
  async clear(): Promise<void> {
    await this.#log?.clear().catch(() => undefined);
    await this.read();
  }

  readonly #glance = (): void => {
    if (!document.hidden) void this.read();
  };

  async #rows(): Promise<readonly unknown[] | null> {
    this.#log ??= new HealthLog();
    try {
      return await this.#log.rows();
    } catch {
      // it was deleted under our feet: there is a new one to open
      await this.#log?.close();
      this.#log = new HealthLog();
      return this.#log.rows();
    }
  }
}
