import { countersOf } from '../../../src/core/labels/label-map.ts';
import type { Amiss } from '../../../src/core/labels/scores.ts';
import type { TaskFound } from '../../../src/core/manifest/tasks.ts';
import { emptyTimings, type Stage } from '../../../src/core/metrics/metrics.ts';
import { createReadback } from '../../gpu/readback.ts';
import type { Timestamps } from '../../gpu/timestamps.ts';
import { centresOf } from '../../stages/shares/centres.ts';
import type { GpuDecode } from '../../tasks/task-kernel.ts';

/** The few bytes of a frame that come back, late and a few times a second. */
export interface Sample {
  /** The frame's number. */
  readonly frame: number;
  readonly shares: Float32Array<ArrayBuffer>;
  /** What was wrong with the scores so far. */
  readonly amiss: Amiss | undefined;
  /** See `centresOf`. */
  readonly centres: Float32Array<ArrayBuffer>;
  /** Milliseconds on the GPU; null where the device keeps no time. */
  readonly times: Readonly<Record<Stage, number>> | null;
  /** What the task says of the frame; null: nothing. */
  readonly found: TaskFound | null;
  /** How many large regions of things lie apart; null: it was not looked. */
  readonly crowd: number | null;
  /** Pairs of truth and label since the last sample; null where there is no truth. */
  readonly confusion: Confusion | null;
}

export interface Confusion {
  readonly counts: Uint32Array;
  readonly frames: number;
  readonly classes: readonly string[];
}

export interface SampleSources {
  readonly counts: GPUBuffer;
  readonly amiss: GPUBuffer;
  /** A word; null: it was not looked. */
  readonly crowd: GPUBuffer | null;
  /** What the task's results are read of; null: it has none. */
  readonly results: GPUBuffer | null;
  readonly confusion: {
    readonly counts: GPUBuffer;
    readonly frames: number;
    readonly classes: readonly string[];
  } | null;
}

export interface Samples {
  due(): boolean;
  copy(encoder: GPUCommandEncoder, sources: SampleSources): void;
  /** @param stages of the frame's passes, in order */
  collect(frame: number, stages: readonly Stage[], sources: SampleSources): Promise<Sample>;
  destroy(): void;
}

/** Milliseconds between two samples. */
const EVERY = 250;
/** Scores that were no numbers, and that were outside 0 to 1. */
const AMISS_BYTES = 8;
const CROWD_BYTES = 4;
/** Room for the pairs of this many classes. */
const MOST_TRUTH_CLASSES = 64;

export function createSamples(
  device: GPUDevice,
  classes: number,
  timestamps: Timestamps,
  task: GpuDecode['results'],
): Samples {
  const counters = countersOf(classes);
  const countsBytes = 2 * 4 * counters;
  const foundBytes = task?.bytes ?? 0;
  const room = countsBytes + AMISS_BYTES + CROWD_BYTES + foundBytes + MOST_TRUTH_CLASSES ** 2 * 4 + timestamps.bytes;
  const readback = createReadback(device, 'Samples.staging', room, EVERY);
  return {
    due: () => readback.due(),
    copy(encoder, { counts, amiss, crowd, results, confusion }) {
      const sources = [
        { buffer: counts, bytes: countsBytes },
        { buffer: amiss, bytes: AMISS_BYTES },
      ];
      if (crowd) sources.push({ buffer: crowd, bytes: CROWD_BYTES });
      if (results) sources.push({ buffer: results, bytes: foundBytes });
      if (confusion) sources.push({ buffer: confusion.counts, bytes: confusion.counts.size });
      if (timestamps.buffer) sources.push({ buffer: timestamps.buffer, bytes: timestamps.bytes });
      readback.copy(encoder, sources);
    },
    async collect(frame, stages, { confusion, crowd, results }) {
      const ran = [...stages];
      const bytes = await readback.collect();
      const counts = new Uint32Array(bytes, 0, counters);
      const total = counts.reduce((sum, count) => sum + count, 0) || 1;
      const pairs = confusion ? confusion.counts.size : 0;
      const looked = countsBytes + AMISS_BYTES;
      const before = looked + (crowd ? CROWD_BYTES : 0);
      const after = before + (results ? foundBytes : 0);
      return {
        frame,
        shares: Float32Array.from({ length: classes }, (_, id) => counts[id]! / total),
        amiss: amissOf(new Uint32Array(bytes, countsBytes, 2)),
        centres: centresOf(counts, new Uint32Array(bytes, 4 * counters, counters), classes),
        crowd: crowd && new Uint32Array(bytes, looked, 1)[0]!,
        found: results && task ? task.found(bytes.slice(before, after)) : null,
        confusion: confusion && {
          counts: new Uint32Array(bytes, after, pairs / 4),
          frames: confusion.frames,
          classes: confusion.classes,
        },
        times: timestamps.buffer
          ? stageTimes(new BigUint64Array(bytes.slice(after + pairs, after + pairs + ran.length * 16)), ran)
          : null,
      };
    },
    destroy: () => readback.destroy(),
  };
}

/** @param words scores that were no numbers, and that were outside 0 to 1 */
export function amissOf([broken = 0, outside = 0]: Uint32Array): Amiss | undefined {
  if (broken > 0) return 'no-numbers';
  return outside > 0 ? 'out-of-range' : undefined;
}

/** Begin and end of each pass, nanoseconds; inference is what lies between the first pass and the second. */
export function stageTimes(stamps: BigUint64Array, stages: readonly Stage[]): Record<Stage, number> {
  const times = emptyTimings();
  const between = (from: number, to: number): number =>
    Math.max(0, Number((stamps[to] ?? 0n) - (stamps[from] ?? 0n)) / 1e6);
  stages.forEach((stage, pass) => (times[stage] += between(2 * pass, 2 * pass + 1)));
  times.inference += between(1, 2);
  return times;
}
