import * as v from 'valibot';

/** Milliseconds since the epoch that a Date can hold. */
const Time = v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15));
const Amount = v.pipe(v.number(), v.finite(), v.minValue(0));
/** A damaged line must not fill the page. */
const Words = v.pipe(
  v.string(),
  v.transform((text) => (text.length > 500 ? `${text.slice(0, 500)}…` : text)),
);

/** As `HealthEntry`, but for names: another version of the kiosk may know more faults, remedies and states. */
const LineSchema = v.variant('kind', [
  v.object({ kind: v.literal('started'), time: Time, version: Words, reason: Words }),
  v.object({ kind: v.literal('state'), time: Time, state: Words, from: Words }),
  v.object({ kind: v.literal('fault'), time: Time, fault: Words, detail: Words }),
  v.object({ kind: v.literal('remedy'), time: Time, remedy: Words, fault: v.nullable(Words) }),
  v.object({ kind: v.literal('first-frame'), time: Time, after: Amount }),
  v.object({ kind: v.literal('recovered'), time: Time, after: Amount }),
  v.object({
    kind: v.literal('sample'),
    time: Time,
    frames: Amount,
    fps: Amount,
    frameTime: Amount,
    heap: v.nullable(Amount),
  }),
  v.object({ kind: v.literal('update'), time: Time, version: Words, outcome: Words }),
]);

/** A line of the log that could be read. */
export type HealthLine = v.InferOutput<typeof LineSchema>;
export type LineKind = HealthLine['kind'];
export type LineOf<K extends LineKind> = Extract<HealthLine, { kind: K }>;

export interface ReadLines {
  /** The oldest first. */
  readonly lines: readonly HealthLine[];
  /** How many are damaged, or of a kind that this version does not know. */
  readonly unread: number;
}

/** What of a log can be read, whatever lies in it. Never throws. */
export function readLines(rows: readonly unknown[]): ReadLines {
  const lines = rows.flatMap((row) => {
    const { success, output } = v.safeParse(LineSchema, row);
    return success ? [output] : [];
  });
  const unread = rows.length - lines.length;
  return { lines: tellBeginnings(lines.sort((a, b) => a.time - b.time)), unread };
}

/** Older kiosks wrote of every opened page that it was mended. Where nothing had gone wrong before, it had started. */
function tellBeginnings(lines: readonly HealthLine[]): HealthLine[] {
  let beginning = false;
  return lines.flatMap((line) => {
    if (line.kind === 'started') beginning = true;
    if (line.kind === 'fault' && !isOfMachine(line.fault)) beginning = false;
    if (!beginning) return [line];
    if (line.kind === 'remedy' && line.fault === 'start') return [];
    if (line.kind !== 'recovered') return [line];
    beginning = false;
    return [{ kind: 'first-frame', time: line.time, after: line.after }];
  });
}

/** What happens to a machine and is no fault of the screen's. */
export function isOfMachine(fault: string): boolean {
  return fault === 'slept' || fault === 'clock';
}
