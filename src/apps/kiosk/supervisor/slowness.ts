import { quantile } from '../../../core/metrics/metrics.ts';

/** Frames that are judged together by their median. */
const GROUP = 30;
/** Groups that say what is usual: 10 to know anything, and the newest 120. */
const USUAL = { least: 10, most: 120 };
/** Groups in a row over `FACTOR` times the usual and `MARGIN` milliseconds above. */
const IN_A_ROW = 3;
const FACTOR = 4;
const MARGIN = 50;
/** Below so many times the usual it counts as usual again. */
const BACK = 2;

/** Whether frames take far longer than they usually do here. Medians of medians: a few slow frames move nothing. */
export class Slowness {
  slow = false;
  readonly #group: number[] = [];
  readonly #medians: number[] = [];
  #over = 0;

  /** @param frameTime milliseconds */
  add(frameTime: number): void {
    this.#group.push(frameTime);
    if (this.#group.length < GROUP) return;
    const now = median(this.#group.splice(0));
    const usual = median(this.#medians);
    const known = this.#medians.length >= USUAL.least;
    const over = known && now > usual * FACTOR && now > usual + MARGIN;
    this.#over = over ? this.#over + 1 : 0;
    if (this.#over >= IN_A_ROW) this.slow = true;
    else if (!known || now < usual * BACK) this.slow = false;
    if (over) return;
    this.#medians.push(now);
    if (this.#medians.length > USUAL.most) this.#medians.shift();
  }

  /** Another model, source or machine: what is usual is to be learned anew. */
  forget(): void {
    this.slow = false;
    this.#over = 0;
    this.#group.length = this.#medians.length = 0;
  }
}

function median(values: readonly number[]): number {
  return quantile(Float64Array.from(values).sort(), 0.5);
}
