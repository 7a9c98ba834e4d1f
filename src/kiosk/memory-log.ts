import type { HealthEntry, HealthSink } from '../shared/kiosk/health.ts';

/** The newest lines of a health log, in memory: for screens whose browser gives them no storage, and until storage is open. */
export class MemoryLog implements HealthSink {
  readonly #entries: HealthEntry[] = [];

  constructor(private readonly size = 500) {}

  append(entry: HealthEntry): void {
    this.#entries.push(entry);
    if (this.#entries.length > this.size) this.#entries.shift();
  }

  /** The oldest first. */
  get entries(): readonly HealthEntry[] {
    return this.#entries;
  }
}
