import { expect, test } from 'vitest';
import { sectionsNamed } from '../../bench/named.ts';
import { compare } from '../../bench/ratio.ts';
import { textOf, type Run } from '../../bench/report.ts';
import { ratioRow } from '../../bench/row.ts';

const run: Run = { date: '2026-11-30', commit: 'abc1234', machine: '2 × CPU', load: 0.25 };

test('a ratio above its bar is reported as missed, and one at its bar as met', () => {
  const slow = ratioRow(compare('ours / peer', [3, 3, 3, 3, 3], [2, 2, 2, 2, 2]), 1);
  const even = ratioRow(compare('even / peer', [2, 2, 2, 2, 2], [2, 2, 2, 2, 2]), 1);
  expect([slow.met, even.met]).toEqual([false, true]);
  const text = textOf({ some: { rows: [slow, even], results: null, run } });
  expect(text).toContain('1 of 2 bars are met. Missed: ours / peer.');
  expect(text).toContain(
    '| ours / peer | 1.50 (1.50 to 1.50) | 3.0 / 2.0 ms | ≤ 1.00 | **no** | 2026-11-30, abc1234, 0.3 |',
  );
});

test('sections are run in their own order, and a name that is none is refused with those there are', () => {
  const all = ['segment', 'cold', 'live'];
  expect(sectionsNamed(all, undefined)).toEqual(all);
  expect(sectionsNamed(all, 'live, segment')).toEqual(['segment', 'live']);
  expect(() => sectionsNamed(all, 'warm')).toThrow('It has segment, cold, live');
});
