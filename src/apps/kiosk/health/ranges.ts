import type { HealthLine } from './log/health-lines.ts';
import type { Span } from './log/runs.ts';

const HOUR = 3_600_000;

/** How far back the page looks; `length` in milliseconds. */
export const RANGES = [
  { id: 'hour', label: 'Last hour', length: HOUR },
  { id: 'day', label: '24 hours', length: 24 * HOUR },
  { id: 'week', label: '7 days', length: 7 * 24 * HOUR },
  { id: 'all', label: 'Everything', length: Infinity },
] as const;
export type RangeId = (typeof RANGES)[number]['id'];

/** @param now milliseconds since the epoch: when the log was read */
export function rangeOf(id: RangeId, lines: readonly HealthLine[], now: number): Span {
  const length = RANGES.find((each) => each.id === id)?.length ?? Infinity;
  if (length !== Infinity) return { from: now - length, to: now };
  // a clock that was ahead leaves lines of a time to come
  const [first, last] = [lines[0]?.time ?? now, lines.at(-1)?.time ?? now];
  return { from: Math.min(first, now), to: Math.max(last, now) };
}
