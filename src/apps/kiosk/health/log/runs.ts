import type { HealthLine } from './health-lines.ts';

/** Milliseconds since the epoch, `to` not before `from`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A stretch in which a screen ran, and what it was doing. */
export interface Phase extends Span {
  readonly state: string;
}

/** From the opening of the page to the last that was heard of it. */
export interface Run {
  /** The oldest first, at least one. */
  readonly lines: readonly HealthLine[];
  /** Its beginning is in the log. */
  readonly whole: boolean;
  /** Without the silences. */
  readonly phases: readonly Phase[];
}

/**
 * A page that runs writes a sample every two minutes; with the time that measuring memory takes it is heard of at least so
 * often, milliseconds. Longer silences are sleep.
 */
export const SILENCE = 5 * 60_000;

/** States in which no labels are seen. */
const DARK = ['starting', 'recovering', 'failed'];

export function isLabelled({ state }: Phase): boolean {
  return !DARK.includes(state);
}

/** How much of `a` lies in `b`, milliseconds. */
export function overlap(a: Span, b: Span): number {
  return Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from));
}

/**
 * The runs in a log. Each begins with `started` (the first one may have lost its beginning) and ends with its last line: a
 * power cut is seen by the next `started` only, so that up to two minutes before it go uncounted.
 *
 * Between two lines of a run the page was open. It ran, but for silences longer than `SILENCE`. Samples are kept for a week
 * only: before the first one that is left, a silence is sleep only where a line says so.
 *
 * A clock that was set back mixes lines; figures of those hours are then rough.
 * @param lines the oldest first
 * @param now milliseconds since the epoch: the last run reaches until then if it has just been heard of
 */
export function runsOf(lines: readonly HealthLine[], now: number): readonly Run[] {
  const sampledFrom = lines.find(({ kind }) => kind === 'sample')?.time ?? Infinity;
  const parts: HealthLine[][] = [];
  for (const line of lines) {
    const part = line.kind === 'started' ? undefined : parts.at(-1);
    if (part) part.push(line);
    else parts.push([line]);
  }
  return parts.map((part, i) => ({
    lines: part,
    whole: part[0]?.kind === 'started',
    phases: phasesOf(part, sampledFrom, i === parts.length - 1 ? now : -Infinity),
  }));
}

function phasesOf(lines: readonly HealthLine[], sampledFrom: number, now: number): readonly Phase[] {
  const phases: Phase[] = [];
  let state = firstState(lines);
  let at = lines[0]?.time ?? 0;
  const upTo = (to: number): void => {
    const last = phases.at(-1);
    if (last && last.to === at && last.state === state) phases[phases.length - 1] = { ...last, to };
    else phases.push({ from: at, to, state });
  };
  for (const line of lines) {
    const slept = line.kind === 'fault' && line.fault === 'slept';
    const silent = line.time - at > SILENCE && (at >= sampledFrom || slept);
    if (!silent && line.time > at) upTo(line.time);
    at = line.time;
    if (line.kind === 'state') state = line.state;
  }
  if (now > at && now - at <= SILENCE) upTo(now);
  return phases;
}

/** A run without its beginning was doing what its first change came from; without any it is taken as well. */
function firstState(lines: readonly HealthLine[]): string {
  if (lines[0]?.kind === 'started') return 'starting';
  return lines.find((line) => line.kind === 'state')?.from ?? 'live';
}
