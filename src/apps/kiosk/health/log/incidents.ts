import { isOfMachine, type HealthLine, type LineOf } from './health-lines.ts';
import type { Run } from './runs.ts';

/** Something that went wrong, from its first line on: while a trouble lasts the log tells of it again and again. */
export interface Incident {
  readonly kind: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** Milliseconds until labelled frames were back; null: not yet, or not in this run. */
  readonly after: number | null;
}

/** Which faults can be of one trouble: a recovery ends those of its own part only. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  camera: ['source'],
  start: ['source', 'labelling'],
  'no-frames': ['source', 'labelling'],
  worker: ['labelling'],
  gpu: ['labelling'],
  inference: ['labelling'],
  slow: ['care'],
  memory: ['care'],
};

/** Milliseconds by which the time of a fault and that counted back from its recovery may differ. */
const TOLERANCE = 1000;

type Open = { -readonly [K in keyof Incident]: Incident[K] };

/** What went wrong in each run, the oldest first. The end of a run ends its troubles. */
export function incidentsOf(runs: readonly Run[]): readonly Incident[] {
  return runs.flatMap(({ lines }) => incidentsIn(lines));
}

function incidentsIn(lines: readonly HealthLine[]): readonly Incident[] {
  const all: Incident[] = [];
  const open = new Map<string, Open>();
  for (const line of lines) {
    if (line.kind === 'recovered') close(open, line);
    if (line.kind !== 'fault' || isOfMachine(line.fault) || open.has(line.fault)) continue;
    const incident: Open = { kind: line.fault, time: line.time, after: null };
    all.push(incident);
    open.set(line.fault, incident);
  }
  return all;
}

/** The line says only how long ago the trouble began: with the fault of that moment. */
function close(open: Map<string, Open>, { time, after }: LineOf<'recovered'>): void {
  const began = time - after;
  const during = [...open.values()].filter((each) => each.time >= began - TOLERANCE);
  const [first] = during.sort((a, b) => Math.abs(a.time - began) - Math.abs(b.time - began));
  if (!first) return;
  for (const each of during.filter(({ kind }) => sharePart(kind, first.kind))) {
    each.after = Math.min(after, time - each.time);
    open.delete(each.kind);
  }
}

function sharePart(a: string, b: string): boolean {
  return a === b || partsOf(a).some((part) => partsOf(b).includes(part));
}

function partsOf(kind: string): readonly string[] {
  return Object.hasOwn(PARTS, kind) ? (PARTS[kind] ?? []) : [];
}
