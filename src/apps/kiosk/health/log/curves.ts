import { quantile } from '../../../../core/metrics/metrics.ts';
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

/** How a curve goes: from its level as a run begins to that as it ends, since a new run begins anew. */
export interface Drift {
  readonly median: number;
  /** The medians of the first and of the last quarter of each unbroken stretch, each weighing as much as it is long. */
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

/** null: no stretch is long enough to say. */
export function driftOf(curve: Curve): Drift | null {
  const stretches = stretchesOf(curve).filter(({ length }) => length >= FEWEST);
  const count = stretches.reduce((sum, { length }) => sum + length, 0);
  if (count === 0) return null;
  const level = (part: (values: readonly number[]) => readonly number[]): number =>
    stretches.reduce((sum, values) => sum + median(part(values)) * values.length, 0) / count;
  const first = level((values) => values.slice(0, Math.floor(values.length / 4)));
  const last = level((values) => values.slice(-Math.floor(values.length / 4)));
  const change = last - first;
  const steady = Math.abs(change) <= NOTICEABLE * Math.max(first, last);
  const known = curve.filter((value) => value !== null);
  return { median: median(known), first, last, trend: steady ? 'steady' : change > 0 ? 'rising' : 'falling' };
}

/** The values between its gaps. */
function stretchesOf(curve: Curve): readonly (readonly number[])[] {
  const stretches: number[][] = [[]];
  for (const value of curve) {
    if (value === null) stretches.push([]);
    else stretches.at(-1)?.push(value);
  }
  return stretches;
}

function median(values: readonly number[]): number {
  return quantile(Float64Array.from(values).sort(), 0.5);
}
