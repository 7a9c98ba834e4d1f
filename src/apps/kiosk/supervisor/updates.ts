import { send, controller, serviceWorker } from '../../site/offline/service-worker.ts';
import type { HealthSink } from './health.ts';
import { isUpdateTime } from '../config/timetable.ts';

const CHECK_EVERY = 60_000;

export interface UpdateOptions {
  readonly health: HealthSink;
  /** Hour of the day in which new versions are looked for; null: every hour. */
  readonly hour: number | null;
  /** A reload now would disturb nobody. */
  isQuiet(): boolean;
  /** Opens the page anew. */
  reload(): void;
}

/** Looks for new versions of the site, and lets one take over while nobody is there. What became of them goes into the log. */
export class Updates {
  #last: Date | null = null;
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(private readonly options: UpdateOptions) {
    this.#timer = setInterval(() => void this.check(), CHECK_EVERY);
    void this.#tellNews();
  }

  /** @param now look for a new version whatever the hour */
  async check(now = false): Promise<void> {
    const time = new Date();
    if (now || isUpdateTime(this.options.hour, time, this.#last)) {
      this.#last = time;
      // a server that is gone, and a download that is not what it should be, leave all as it is
      await (await serviceWorker())?.update().catch(() => undefined);
    }
    await this.#tellNews();
    if (!this.options.isQuiet()) return;
    if ((await send(controller(), { type: 'take-over' })) === true) this.options.reload();
  }

  /** Twice is harmless. */
  close(): void {
    clearInterval(this.#timer);
  }

  async #tellNews(): Promise<void> {
    const news = (await send(controller(), { type: 'news' })) ?? [];
    for (const each of news) this.options.health.append({ kind: 'update', ...each });
  }
}
