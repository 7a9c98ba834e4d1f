import { expect, it } from 'vitest';
import { changesSince, type LogEntry } from '../../../src/live/teach/change-log.ts';

const entry = (session: string, count: number, at: number): LogEntry<null> => ({
  lesson: 'lesson',
  session,
  count,
  at,
  note: null,
  change: { kind: 'clear' },
  classes: [],
});
const named = (entries: readonly LogEntry<null>[]): string[] =>
  entries.map(({ session, count }) => `${session}${count}`);

it('what a file does not hold is what its visit changed after it', () => {
  const log = [entry('a', 3, 30), entry('a', 1, 10), entry('a', 2, 20)];
  expect(named(changesSince(log, { session: 'a', through: 1, at: 15 }))).toEqual(['a2', 'a3']);
  expect(named(changesSince(log, { session: 'a', through: 3, at: 30 }))).toEqual([]);
  expect(named(changesSince(log, null))).toEqual(['a1', 'a2', 'a3']);
});

it('a visit that had no file of its own yet goes on from the file of the one before', () => {
  const log = [entry('b', 1, 40), entry('a', 2, 20), entry('b', 2, 50)];
  expect(named(changesSince(log, { session: 'a', through: 2, at: 30 }))).toEqual(['b1', 'b2']);
});

it('of two visits at once the newest is gone on with, and what came before a file is in it', () => {
  const log = [entry('b', 1, 40), entry('c', 1, 45), entry('c', 2, 60), entry('b', 2, 50), entry('d', 9, 29)];
  expect(named(changesSince(log, { session: 'a', through: 2, at: 30 }))).toEqual(['c1', 'c2']);
  expect(named(changesSince([entry('d', 9, 29)], { session: 'a', through: 2, at: 30 }))).toEqual([]);
});
