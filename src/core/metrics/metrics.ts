import type { Backend } from '../tuning/backend.ts';
import type { RuntimeName } from '../tuning/runtime.ts';
import type { Quality } from './quality.ts';
import type { Sampled } from './sampled.ts';
import type { Tuning } from '../tuning/tuning.ts';

/** The stages of a frame, in order. */
export const STAGES = ['capture', 'preprocess', 'inference', 'postprocess', 'refine', 'composite'] as const;
export type Stage = (typeof STAGES)[number];

/** Milliseconds a stage took for one frame. */
export type StageTimings = Readonly<Record<Stage, number>>;

/** Milliseconds; NaN-free: 0 before the first sample. */
export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Why a frame was not labelled: a newer one took its place, or it was lost with its graphics device or its worker. */
export type DropCause = 'newer' | 'failed';

/**
 * How a frame's stages are timed: in the worker around the work itself; by the graphics device's own time stamps; or, where
 * it keeps none, by when its queue has done each stage.
 */
export type TimedBy = 'worker' | 'timestamps' | 'queue';

/** All times in milliseconds, over the newest frames (at most `LatencyRecorder.window`). */
export interface LatencyReport {
  /** Labelled since it was opened. */
  readonly frames: number;
  /** Not labelled, since they came faster than they could be, or were lost. */
  readonly dropped: number;
  /** The same by cause. */
  readonly droppedBy: Readonly<Record<DropCause, number>>;
  /** Frames a second, over the newest ones. */
  readonly fps: number;
  /** Of each stage. */
  readonly stages: Readonly<Record<Stage, Percentiles>>;
  /** Of the newest frame. */
  readonly timedBy: TimedBy;
  /** Of all stages of a frame together. */
  readonly total: Percentiles;
  /** From a live frame's capture (but for the shortest way from camera to page) to the display; null for files. */
  readonly glassToGlass: Percentiles | null;
  readonly backend: Backend;
  /** The library that ran the network there. */
  readonly runtime: RuntimeName;
  /** The model's id. */
  readonly model: string;
  /** The graphics adapter, as the browser names it, or `CPU`. */
  readonly adapter: string;
  /** Copies of a whole picture or map in memory, as counted where they are made. */
  readonly copiesPerFrame: number;
  /** Pictures or maps that came back from the graphics adapter. */
  readonly readbacksPerFrame: number;
  /** A sentence where something is amiss with the way of the newest frame; null: nothing. */
  readonly note: string | null;
  /** What the newest frame got, so that the stream keeps up; absent: no stream. */
  readonly quality?: Quality | undefined;
  /**
   * Of a model that sees some frames only, while a companion labels them all or its labels move along with the picture: how many a second, and how many milliseconds ago the one
   * came that a frame's labels are from. Null: it sees each.
   */
  readonly sampled: { readonly perSecond: number; readonly age: Percentiles } | null;
  /** Every way of running the model that was tried here, with its time; absent: none was. */
  readonly tuning?: Tuning | undefined;
}

/**
 * The q-quantile (0 to 1) by linear interpolation between the closest ranks (Hyndman & Fan, type 7).
 * @param sorted ascending
 */
export function quantile(sorted: ArrayLike<number>, q: number): number {
  if (sorted.length === 0) return 0;
  const position = q * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below] ?? 0;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? low;
  return low + (high - low) * (position - below);
}

export function percentiles(samples: Float64Array): Percentiles {
  const sorted = samples.slice().sort();
  return { p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), p99: quantile(sorted, 0.99) };
}

export function emptyTimings(): Record<Stage, number> {
  return { capture: 0, preprocess: 0, inference: 0, postprocess: 0, refine: 0, composite: 0 };
}

export function totalOf(timings: StageTimings): number {
  return STAGES.reduce((sum, stage) => sum + timings[stage], 0);
}

/** Fixed-size memory of the newest values; adding allocates nothing. */
class Ring {
  readonly #values: Float64Array;
  #count = 0;

  constructor(size: number) {
    this.#values = new Float64Array(size);
  }

  add(value: number): void {
    this.#values[this.#count % this.#values.length] = value;
    this.#count += 1;
  }

  get newest(): number {
    return this.#values[(this.#count - 1 + this.#values.length) % this.#values.length] ?? 0;
  }

  /** In the order of arrival only while the ring is not full; percentiles do not mind. */
  get values(): Float64Array {
    return this.#values.subarray(0, Math.min(this.#count, this.#values.length));
  }

  clear(): void {
    this.#count = 0;
  }
}

export interface RecorderIdentity {
  readonly backend: Backend;
  readonly runtime: RuntimeName;
  readonly model: string;
  readonly adapter: string;
  readonly tuning?: Tuning | undefined;
}

/** Collects the timings of a session's frames. */
export class LatencyRecorder {
  static readonly window = 600;
  readonly #stages = Object.fromEntries(STAGES.map((stage) => [stage, new Ring(LatencyRecorder.window)])) as Record<
    Stage,
    Ring
  >;
  readonly #total = new Ring(LatencyRecorder.window);
  readonly #glass = new Ring(LatencyRecorder.window);
  readonly #arrivals = new Ring(60);
  readonly #ages = new Ring(LatencyRecorder.window);
  readonly #samples = new Ring(16);
  #seen = 0;
  #frames = 0;
  #dropped: Record<DropCause, number> = { newer: 0, failed: 0 };
  #copies = 0;
  #readbacks = 0;

  /** What is amiss with the newest frame. */
  note: string | null = null;
  quality: Quality | undefined;
  timedBy: TimedBy = 'worker';

  /** @param now milliseconds on the monotonic clock */
  record(timings: StageTimings, now: number, glassToGlass: number | null): void {
    for (const stage of STAGES) this.#stages[stage].add(timings[stage]);
    this.#total.add(totalOf(timings));
    if (glassToGlass !== null) this.#glass.add(glassToGlass);
    this.#arrivals.add(now);
    this.#frames += 1;
  }

  /** @param now as of `record` */
  sampled(sampled: Sampled | null, now: number): void {
    if (!sampled) {
      this.#ages.clear();
      this.#samples.clear();
      return;
    }
    this.#ages.add(sampled.age);
    if (sampled.seen === this.#seen) return;
    this.#seen = sampled.seen;
    this.#samples.add(now);
  }

  drop(count = 1, cause: DropCause = 'newer'): void {
    this.#dropped[cause] += count;
  }

  /** Counts copies of a whole map or picture, and read-backs from the GPU. */
  moved(copies: number, readbacks: number): void {
    this.#copies += copies;
    this.#readbacks += readbacks;
  }

  report(identity: RecorderIdentity, now: number): LatencyReport {
    const stages = Object.fromEntries(STAGES.map((stage) => [stage, percentiles(this.#stages[stage].values)]));
    const frames = Math.max(this.#frames, 1);
    return {
      frames: this.#frames,
      dropped: this.#dropped.newer + this.#dropped.failed,
      droppedBy: { ...this.#dropped },
      fps: rateOf(this.#arrivals, now),
      stages: stages as Record<Stage, Percentiles>,
      timedBy: this.timedBy,
      total: percentiles(this.#total.values),
      glassToGlass: this.#glass.values.length > 0 ? percentiles(this.#glass.values) : null,
      ...identity,
      copiesPerFrame: this.#copies / frames,
      readbacksPerFrame: this.#readbacks / frames,
      note: this.note,
      quality: this.quality,
      sampled:
        this.#ages.values.length > 0
          ? { perSecond: rateOf(this.#samples, now), age: percentiles(this.#ages.values) }
          : null,
    };
  }

  reset(): void {
    for (const stage of STAGES) this.#stages[stage].clear();
    this.#total.clear();
    this.#glass.clear();
    this.#arrivals.clear();
    this.#ages.clear();
    this.#samples.clear();
    this.#seen = 0;
    this.#frames = this.#copies = this.#readbacks = 0;
    this.#dropped = { newer: 0, failed: 0 };
    this.note = null;
    this.quality = undefined;
    this.timedBy = 'worker';
  }
}

/** A second, over the newest arrivals; a stream that stopped reads as 0, not as its last rate. */
function rateOf(ring: Ring, now: number): number {
  const arrivals = ring.values;
  if (arrivals.length < 2 || now - ring.newest > 2000) return 0;
  const span = ring.newest - arrivals.reduce((low, each) => Math.min(low, each), Infinity);
  return span > 0 ? ((arrivals.length - 1) * 1000) / span : 0;
}
