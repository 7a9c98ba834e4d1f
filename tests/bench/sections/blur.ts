import type { CDPSession } from 'playwright';
import { chromium } from 'playwright';
import { chromiumFlags } from '../../../src/cli/chromium/flags.ts';
import { findChromium } from '../../../src/cli/chromium/find.ts';
import { writeFakeCamera } from '../../e2e/fake-camera.ts';
import { withPage } from '../page.ts';
import { compare, median } from '../ratio.ts';
import { ratioRow, threadsOf, type Row, type Section } from '../row.ts';
import { startOurs, startTheirs } from './blur-page.ts';

const BLOCKS = 5;
const SECONDS = 3;
const SETTLE_MS = 800;
const BAR = 0.7;
const LEAST_RATE = 24;

/** Of a block. */
interface Block {
  /** Milliseconds of processor time, of all of the browser's processes, for each frame that came out. */
  readonly cost: number;
  /** Frames a second that came out. */
  readonly rate: number;
}

/**
 * A camera of 640 × 480 at 30 frames a second with its background blurred, as a track: `processTrack` against the usual recipe with
 * tasks-vision (CPU, confidence mask) and a canvas with its `blur` filter. Both keep up, so what counts is the processor time that a frame
 * costs the whole browser, camera included. Blocks of each take turns.
 */
export async function benchBlur(): Promise<Section> {
  const film = await writeFakeCamera({ width: 640, height: 480, frames: 60 });
  const rows: Row[] = [];
  const results: unknown[] = [];
  for (const threads of [1, 2] as const) {
    const { ours, peer } = await measure(film, threads);
    const name = `blur of a camera 640×480, processor time of a frame, ${threadsOf(threads)}`;
    const costs = (blocks: readonly Block[]): number[] => blocks.map(({ cost }) => cost);
    const rate = (blocks: readonly Block[]): number => median(blocks.map((each) => each.rate));
    const comparison = compare(`${name} / tasks-vision, CPU, and a canvas`, costs(ours), costs(peer), BLOCKS);
    const rates = `${rate(ours).toFixed(1)} / ${rate(peer).toFixed(1)} frames/s`;
    rows.push(ratioRow(comparison, BAR, rates));
    rows.push({
      what: `the same, frames a second of ours`,
      figure: `${rate(ours).toFixed(1)} frames/s`,
      detail: `peer ${rate(peer).toFixed(1)}`,
      bar: `≥ ${LEAST_RATE}`,
      met: rate(ours) >= LEAST_RATE,
    });
    results.push({ ...comparison, rates: { ours: rate(ours), peer: rate(peer) } });
  }
  return { rows, results };
}

async function measure(film: string, threads: 1 | 2): Promise<{ ours: Block[]; peer: Block[] }> {
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: chromiumFlags({ camera: film, graphics: 'webgl', compositing: 'processor' }),
  });
  try {
    const session = await browser.newBrowserCDPSession();
    return await withPage(browser, threads, async (page) => {
      const [ours, peer]: [Block[], Block[]] = [[], []];
      const block = async (start: () => Promise<void>): Promise<Block> => {
        await start();
        await page.waitForFunction(() => (globalThis.blurred?.frames ?? 0) > 10);
        await page.waitForTimeout(SETTLE_MS);
        const frames = (): Promise<number> => page.evaluate(() => globalThis.blurred?.frames ?? 0);
        const [before, first, began] = [await processorTime(session), await frames(), performance.now()];
        await page.waitForTimeout(SECONDS * 1000);
        const [after, last, ended] = [await processorTime(session), await frames(), performance.now()];
        await page.evaluate(() => globalThis.blurred?.stop());
        return { cost: ((after - before) * 1000) / (last - first), rate: ((last - first) * 1000) / (ended - began) };
      };
      for (let round = 0; round < BLOCKS; round += 1) {
        ours.push(await block(() => page.evaluate(startOurs)));
        peer.push(await block(() => page.evaluate(startTheirs)));
      }
      return { ours, peer };
    });
  } finally {
    await browser.close();
  }
}

/** Seconds, of all of the browser's processes. */
async function processorTime(session: CDPSession): Promise<number> {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}
