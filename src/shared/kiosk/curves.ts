import { quantile } from '../metrics.ts';
import type { HealthLine, LineOf } from './health-lines.ts';
import { isWithin } from './health-summary.ts';
import { runsOf, SILENCE, type Span } from './runs.ts';

/** null: nothing is known of that moment. */
export type Curve = readonly (number | null)[];

/** The samples of a log as curves over one time axis. */
export interface Curves {
  /** Milliseconds since the epoch, ascending. */
  readonly times: readonly number[];
  /** Bytes. */
  readonly memory: Curve;
  /** Milliseconds. */
  readonly frameTime: Curve;
  /** Frames a second. */
  readonly fps: Curve;
}

/** Where a curve was and where it is now: the medians of its first and of its last quarter. */
export interface Drift {
  readonly median: number;
  readonly first: number;
  readonly last: number;
  readonly trend: 'steady' | 'rising' | 'falling';
}

/** What is less of a change than this share is none. */
const NOTICEABLE = 0.1;
/** So few values have no quarters. */
const FEWEST = 8;

/** The curves break between runs, and where samples are missing. */
export function curvesOf(lines: readonly HealthLine[], range: Span): Curves {
  const points: { time: number; sample: LineOf<'sample'> | null }[] = [];
  for (const run of runsOf(lines, 0)) {
    let joined = false;
    for (const sample of run.lines) {
      if (sample.kind !== 'sample' || !isWithin(sample.time, range)) continue;
      const last = points.at(-1);
      if (last && (!joined || sample.time - last.time > SILENCE)) {
        points.push({ time: (last.time + sample.time) / 2, sample: null });
      }
      points.push({ time: sample.time, sample });
      joined = true;
    }
  }
  return {
    times: points.map(({ time }) => time),
    memory: points.map(({ sample }) => sample?.heap ?? null),
    // 0: no frame was labelled yet
    frameTime: points.map(({ sample }) => sample?.frameTime || null),
    fps: points.map(({ sample }) => sample?.fps ?? null),
  };
}

/** null: too few values to say. */
export function driftOf(curve: Curve): Drift | null {
  const values = curve.filter((value) => value !== null);
  if (values.length < FEWEST) return null;
  const quarter = Math.floor(values.length / 4);
  const [first, last] = [median(values.slice(0, quarter)), median(values.slice(-quarter))];
  const change = last - first;
  const steady = Math.abs(change) <= NOTICEABLE * Math.max(first, last);
  return { median: median(values), first, last, trend: steady ? 'steady' : change > 0 ? 'rising' : 'falling' };
}

function median(values: readonly number[]): number {
  return quantile(Float64Array.from(values).sort(), 0.5);
}
