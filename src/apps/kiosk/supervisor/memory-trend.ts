import { quantile } from '../../../core/metrics/metrics.ts';

const REMEMBERED = 60;
/** Samples in a row that must agree. */
const RECENT = 2;
/** A slope says nothing from fewer samples. */
const SLOPE_FROM = 20;

interface Sample {
  readonly at: number;
  readonly bytes: number;
}

/** Whether the memory in use only ever grows. */
export class MemoryTrend {
  readonly #samples: Sample[] = [];
  #base = Infinity;

  /**
   * @param growth bytes above the least ever seen that are too many
   * @param horizon milliseconds within which the slope must not lead there
   */
  constructor(
    private readonly growth: number,
    private readonly horizon: number,
  ) {}

  /** Enough has been seen to say anything. */
  get known(): boolean {
    return this.#samples.length >= RECENT;
  }

  /** @returns what is wrong, in words; null: nothing */
  add(at: number, bytes: number): string | null {
    this.#samples.push({ at, bytes });
    if (this.#samples.length > REMEMBERED) this.#samples.shift();
    this.#base = Math.min(this.#base, bytes);
    const recent = this.#samples.slice(-RECENT);
    const grown = Math.min(...recent.map((sample) => sample.bytes)) - this.#base;
    if (recent.length === RECENT && grown > this.growth) return `${megabytes(grown)} MB more than at first`;
    const slope = this.#samples.length < SLOPE_FROM ? 0 : theilSen(this.#samples);
    // a slope that has led nowhere yet is noise
    if (slope * this.horizon > this.growth && grown > this.growth / 4) {
      return `${megabytes(slope * 3_600_000)} MB more an hour`;
    }
    return null;
  }

  /** Something was done about it: what was seen before does not count. What is too much stays. */
  reset(): void {
    this.#samples.length = 0;
  }
}

/** The median of the slopes between all pairs (Theil 1950, Sen 1968): a third of the samples may be anything. */
function theilSen(samples: readonly Sample[]): number {
  const slopes: number[] = [];
  for (const [index, one] of samples.entries()) {
    for (const other of samples.slice(index + 1)) {
      if (other.at > one.at) slopes.push((other.bytes - one.bytes) / (other.at - one.at));
    }
  }
  return quantile(Float64Array.from(slopes).sort(), 0.5);
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}
