import type { KioskConfig } from './config.ts';

/** How bright the screen is to be, 0 to 1, at this time of day by the machine's clock. Of spans that overlap the darkest counts. */
export function brightnessAt(spans: KioskConfig['brightness'], at: Date): number {
  const now = at.getHours() * 60 + at.getMinutes();
  const levels = spans.filter(({ from, to }) => isWithin(now, minutes(from), minutes(to))).map(({ level }) => level);
  return Math.min(1, ...levels);
}

/** A span that ends before it begins goes through midnight; one that ends where it begins lasts all day. */
function isWithin(now: number, from: number, to: number): boolean {
  if (from === to) return true;
  return from < to ? now >= from && now < to : now >= from || now < to;
}

function minutes(clock: string): number {
  const [hours = 0, rest = 0] = clock.split(':').map(Number);
  return hours * 60 + rest;
}

/** Minutes of one turn across and one down: their quotient is no simple fraction, so the path takes hours to repeat. */
const TURNS = { x: 23, y: 37 };

/**
 * Where everything stands at a time, against burn-in: whole pixels from -reach to reach, one at a time and many seconds apart.
 * @param time milliseconds
 */
export function wander(time: number, reach: number): { readonly x: number; readonly y: number } {
  const at = (turn: number): number => Math.round(triangle(time / 60_000 / turn) * reach) || 0;
  return { x: at(TURNS.x), y: at(TURNS.y) };
}

/** -1 to 1 and back in a turn, evenly. */
function triangle(turns: number): number {
  const part = turns - Math.floor(turns);
  return 1 - Math.abs(part * 4 - 2);
}

/** Which of so many steps is on after so many seconds, when each lasts as long as it says and they go round. */
export function stepAt(steps: readonly { readonly seconds: number }[], seconds: number): number {
  const total = steps.reduce((sum, step) => sum + step.seconds, 0);
  let left = total > 0 ? seconds % total : 0;
  const found = steps.findIndex((step) => {
    left -= step.seconds;
    return left < 0;
  });
  return Math.max(0, found);
}

/** Whether updates are looked for at this time: once in the hour that was set, or in every one. @param last when it was done; null: never */
export function isUpdateTime(hour: number | null, at: Date, last: Date | null): boolean {
  const hoursSince = last === null ? Infinity : (at.getTime() - last.getTime()) / 3_600_000;
  // a clock that was set back must not stop updates for good
  if (hour === null) return hoursSince >= 1 || hoursSince < 0;
  return at.getHours() === hour && (hoursSince >= 2 || hoursSince < 0);
}
