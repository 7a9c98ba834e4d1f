/** How fast a pass goes. */
export interface Pace {
  /** Frames a second, over the last seconds. */
  readonly perSecond: number;
  /** Seconds of video a second. */
  readonly timesRealTime: number;
  /** Seconds; null while unknown. */
  readonly left: number | null;
}

export const UNKNOWN_PACE: Pace = { perSecond: 0, timesRealTime: 0, left: null };

/** Milliseconds that are looked back. */
const WINDOW = 5000;
/** Milliseconds that say too little. */
const LEAST = 200;

/** Measures the pace of one pass. */
export class PaceMeter {
  #ticks: { readonly at: number; readonly filled: number }[] = [];

  /** @param spacing seconds of video between two frames; @returns null while there is nothing to tell */
  add(filled: number, total: number, spacing: number): Pace | null {
    const now = performance.now();
    this.#ticks.push({ at: now, filled });
    while (this.#ticks.length > 2 && now - this.#ticks[0]!.at > WINDOW) this.#ticks.shift();
    const [first] = this.#ticks;
    if (!first || now - first.at < LEAST) return null;
    const perSecond = ((filled - first.filled) * 1000) / (now - first.at);
    return {
      perSecond,
      timesRealTime: perSecond * spacing,
      left: perSecond > 0 ? (total - filled) / perSecond : null,
    };
  }
}
