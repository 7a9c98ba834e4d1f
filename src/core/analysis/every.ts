import { PerPixelError } from '../errors/errors.ts';

/** Which frames are analysed: every n-th (default 1), or so many a second. */
export type Every = number | { readonly perSecond: number };

/**
 * The indices of the frames to analyse, ascending. For n a second: the frame shown at each n-th of a second from the first
 * frame on and before the end, none of them twice.
 * @param end of the last frame, seconds
 * @throws PerPixelError `option-invalid`
 */
export function chosenFrames(timestamps: Float64Array, every: Every, end: number): Uint32Array {
  if (typeof every === 'number') {
    if (!Number.isInteger(every) || every < 1) throw invalid(String(every));
    return Uint32Array.from({ length: Math.ceil(timestamps.length / every) }, (_, i) => i * every);
  }
  const { perSecond } = every;
  if (!(perSecond > 0) || !Number.isFinite(perSecond)) throw invalid(`{ perSecond: ${perSecond} }`);
  const chosen: number[] = [];
  const first = timestamps[0] ?? 0;
  timestamps.forEach((time, index) => {
    const over = timestamps[index + 1] ?? end;
    const due = first + Math.ceil((time - first) * perSecond - 1e-6) / perSecond;
    if (due < over - 1e-6 || index === 0) chosen.push(index);
  });
  return Uint32Array.from(chosen);
}

/** As an address says it: `5` is every fifth frame, `2/s` two a second. null: neither. */
export function parseEvery(text: string): Every | null {
  const [, number = '', second] = /^(\d+(?:\.\d+)?)(\/s)?$/.exec(text.trim()) ?? [];
  const value = Number(number);
  if (value <= 0) return null;
  if (second) return { perSecond: value };
  return Number.isInteger(value) ? value : null;
}

/** As `parseEvery` reads it. */
export function everyText(every: Every): string {
  return typeof every === 'number' ? String(every) : `${every.perSecond}/s`;
}

/** For people: “every frame”, “every 5th frame”, “2 a second”. */
export function describeEvery(every: Every): string {
  if (typeof every !== 'number') return `${every.perSecond} a second`;
  return every === 1 ? 'every frame' : `every ${every}${ending(every)} frame`;
}

function ending(n: number): string {
  const teen = n % 100 > 10 && n % 100 < 14;
  return (!teen && ['th', 'st', 'nd', 'rd'][n % 10]) || 'th';
}

function invalid(value: string): PerPixelError {
  return new PerPixelError(
    'option-invalid',
    `“every” cannot be ${value}.`,
    'Give a whole number from 1 on, or { perSecond } above 0.',
  );
}
