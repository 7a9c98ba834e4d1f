import { quantile } from '../../../../core/metrics/metrics.ts';
import { isOfMachine, type HealthLine } from './health-lines.ts';
import { incidentsOf, type Incident } from './incidents.ts';
import { isLabelled, overlap, runsOf, type Run, type Span } from './runs.ts';

/** How often something was, the most frequent first. */
export interface Count {
  readonly kind: string;
  readonly count: number;
}

export interface FaultCount extends Count {
  /** When it was last, milliseconds since the epoch. */
  readonly last: number;
  /** Milliseconds to labelled frames; null: none of them had to be mended, or was. */
  readonly median: number | null;
  readonly longest: number | null;
}

/** Milliseconds. */
export interface Recovery {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly longest: number;
}

/** What a log says about a range of time. */
export interface HealthSummary {
  /** Pages opened in it, and the one that was open when it began. */
  readonly runs: number;
  /** Milliseconds in which the page ran: neither without power, nor closed, nor asleep. See `runsOf`. */
  readonly uptime: number;
  /** The share of it with labels to be seen, 0 to 1; null: it did not run. */
  readonly labelled: number | null;
  /** Labelled frames, to the nearest samples. */
  readonly frames: number;
  readonly incidents: readonly Incident[];
  readonly faults: readonly FaultCount[];
  /** What happened to the machine: it slept, its clock was set. */
  readonly machine: readonly Count[];
  /** Those for a fault. */
  readonly remedies: readonly Count[];
  /** Workers that were replaced before anything was wrong. */
  readonly planned: number;
  /** Of the incidents; null: there was nothing to recover from. */
  readonly recovery: Recovery | null;
  /** Pages that were loaded anew because nothing else helped. */
  readonly reloads: number;
  /** By outcome. */
  readonly updates: readonly Count[];
}

/**
 * Sums up a log. Never throws, whatever order or values the lines have.
 * @param lines the oldest first
 * @param now milliseconds since the epoch: when the log was read
 */
export function summarize(lines: readonly HealthLine[], range: Span, now: number): HealthSummary {
  const runs = runsOf(lines, now);
  const phases = runs.flatMap((run) => run.phases);
  const total = (some: typeof phases): number => some.reduce((sum, phase) => sum + overlap(phase, range), 0);
  const uptime = total(phases);
  const within = lines.filter(({ time }) => isWithin(time, range));
  const incidents = incidentsOf(runs).filter(({ time }) => isWithin(time, range));
  return {
    runs: runs.filter((run) => isIn(run, range)).length,
    uptime,
    labelled: uptime > 0 ? total(phases.filter(isLabelled)) / uptime : null,
    frames: runs.reduce((sum, run) => sum + framesIn(run, range), 0),
    incidents,
    faults: faultsOf(incidents),
    machine: counted(within.flatMap((line) => (line.kind === 'fault' && isOfMachine(line.fault) ? [line.fault] : []))),
    remedies: counted(within.flatMap((line) => (line.kind === 'remedy' && line.fault !== null ? [line.remedy] : []))),
    planned: within.filter((line) => line.kind === 'remedy' && line.fault === null).length,
    recovery: recoveryOf(incidents),
    reloads: within.filter((line) => line.kind === 'started' && line.reason !== 'opened').length,
    updates: counted(within.flatMap((line) => (line.kind === 'update' ? [line.outcome] : []))),
  };
}

/** Both ends belong to it. */
export function isWithin(time: number, { from, to }: Span): boolean {
  return time >= from && time <= to;
}

function isIn({ lines, phases }: Run, range: Span): boolean {
  return phases.some((phase) => overlap(phase, range) > 0) || lines.some(({ time }) => isWithin(time, range));
}

/**
 * Samples count since the page was opened. The highest count is what holds: after a clock was set back they are out of order.
 * Without the run's beginning the first sample is where counting begins.
 */
function framesIn({ lines, whole }: Run, range: Span): number {
  const samples = lines.filter((line) => line.kind === 'sample');
  const highest = (until: (time: number) => boolean): number =>
    samples.reduce((most, { time, frames }) => (until(time) ? Math.max(most, frames) : most), 0);
  const base = (whole && (lines[0]?.time ?? 0) >= range.from) || samples.length === 0 ? 0 : (samples[0]?.frames ?? 0);
  const before = Math.max(
    base,
    highest((time) => time <= range.from),
  );
  return Math.max(0, highest((time) => time <= range.to) - before);
}

function faultsOf(incidents: readonly Incident[]): readonly FaultCount[] {
  return counted(incidents.map(({ kind }) => kind)).map(({ kind, count }) => {
    const of = incidents.filter((each) => each.kind === kind);
    const recovery = recoveryOf(of);
    const last = of.reduce((latest, { time }) => Math.max(latest, time), 0);
    return { kind, count, last, median: recovery?.p50 ?? null, longest: recovery?.longest ?? null };
  });
}

/** Not of every line that tells of one: the first frames after a start are none. */
function recoveryOf(incidents: readonly Incident[]): Recovery | null {
  const times = incidents.flatMap(({ after }) => (after === null ? [] : [after]));
  if (times.length === 0) return null;
  const sorted = Float64Array.from(times).sort();
  return {
    count: sorted.length,
    p50: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    longest: quantile(sorted, 1),
  };
}

function counted(kinds: readonly string[]): readonly Count[] {
  const counts = new Map<string, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => ({ kind, count })).sort((a, b) => b.count - a.count);
}
