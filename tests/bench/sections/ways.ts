import { goldenPicture } from '../../fixtures/golden/picture.ts';
import { withBrowser, withPage } from '../page.ts';
import { compare } from '../ratio.ts';
import { ratioRow, type Row, type Section } from '../row.ts';
import { runWays, WAYS } from './ways-page.ts';

const ROUNDS = 40;

/** Ratio that a way may have to the shortest one; those that decode, or read a canvas back from a graphics device, have none. */
const BAR = 1.25;
const FREE: readonly string[] = ['HTMLCanvasElement', 'Blob (JPEG)', 'Blob (PNG)'];

/** Each way into `segment()`: a 640 × 480 picture in every form, against the same picture as an I420 frame in memory, taking turns. */
export async function benchWays(): Promise<Section> {
  const times = await withBrowser((browser) =>
    withPage(browser, 1, (page) =>
      page.evaluate(runWays, { picture: Array.from(goldenPicture()), rounds: ROUNDS, ways: WAYS }),
    ),
  );
  const shortest = times['VideoFrame I420'];
  const rows: Row[] = [];
  const results: unknown[] = [];
  for (const way of WAYS) {
    const comparison = compare(`segment() of a ${way}, 640×480 / of a VideoFrame I420`, times[way], shortest);
    const free = FREE.includes(way);
    const row = ratioRow(comparison, BAR);
    rows.push(free ? { ...row, bar: 'none', met: true } : row);
    results.push(comparison);
  }
  return { rows, results };
}
