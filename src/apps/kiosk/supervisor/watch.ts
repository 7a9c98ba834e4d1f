import type { SupervisedPlayer } from '../../../live/player/supervised.ts';

export interface WatchEvents {
  tick(unanswered: number): void;
  visibility(visible: boolean): void;
  /** A device was plugged in or out. */
  hint(): void;
  /** Every half a minute. */
  sample(): void;
  /** The page goes away. */
  leave(): void;
}

const TICK_MS = 125;
const SAMPLE_MS = 30_000;
/** A worker that has labelled a frame within so many milliseconds is not pinged. */
const QUIET_MS = 250;

/** The timers and listeners of a kiosk. */
export class Watch {
  readonly #closing = new AbortController();
  readonly #timers: ReturnType<typeof setInterval>[];
  #heard = 0;
  /** When the ping was sent that has no reply yet; null: none. */
  #pingedAt: number | null = null;

  constructor(
    private readonly player: SupervisedPlayer,
    private readonly events: WatchEvents,
  ) {
    const { signal } = this.#closing;
    this.#timers = [setInterval(() => this.#tick(), TICK_MS), setInterval(() => events.sample(), SAMPLE_MS)];
    document.addEventListener('visibilitychange', () => events.visibility(!document.hidden), { signal });
    addEventListener('pagehide', () => events.leave(), { signal });
    if ('mediaDevices' in navigator) {
      navigator.mediaDevices.addEventListener('devicechange', () => events.hint(), { signal });
    }
  }

  /** The worker gave a sign of life. */
  heard(at: number): void {
    this.#heard = at;
  }

  /** Twice is harmless. */
  close(): void {
    this.#closing.abort();
    for (const timer of this.#timers) clearInterval(timer);
  }

  #tick(): void {
    const now = performance.now();
    this.events.tick(this.#pingedAt === null ? 0 : now - this.#pingedAt);
    if (this.#pingedAt !== null || now - this.#heard < QUIET_MS) return;
    this.#pingedAt = now;
    const replied = (): void => {
      this.#pingedAt = null;
    };
    // a worker that has died is reported elsewhere
    this.player.ping().then(replied, replied);
  }
}
