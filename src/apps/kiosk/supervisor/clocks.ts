import type { Moment } from './supervision.ts';

/** Milliseconds between two ticks: a longer gap than the first means that the page's thread was busy, than the second that the machine slept. */
const GAP = { deaf: 1500, slept: 5000 };
/** Milliseconds by which the wall's clock may differ from the other one from tick to tick. */
const DRIFT = 2000;

export interface Irregularity {
  readonly fault: 'slept' | 'clock' | null;
  readonly detail: string;
}

/** Compares both clocks from tick to tick. */
export class Clocks {
  #last: Moment | null = null;

  /** @returns null: as it should be */
  tick({ at, time }: Moment): Irregularity | null {
    const last = this.#last;
    this.#last = { at, time };
    if (!last) return null;
    const gap = at - last.at;
    const jump = time - last.time - gap;
    if (gap > GAP.slept) return { fault: 'slept', detail: `no timer ran for ${seconds(gap)} s` };
    // on some systems the other clock stands still while the machine sleeps
    if (jump > GAP.slept) return { fault: 'slept', detail: `the clock went forward by ${seconds(jump)} s` };
    if (Math.abs(jump) > DRIFT) return { fault: 'clock', detail: `the clock was set by ${seconds(jump)} s` };
    return gap > GAP.deaf ? { fault: null, detail: '' } : null;
  }

  /** What lies before the next tick is not judged. */
  forget(): void {
    this.#last = null;
  }
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds / 1000);
}
