/**
 * `npm run bench:teach`: how long a stroke takes to become labels in the built page at `?teach`, on a live picture, which stands from a stroke's
 * beginning to its labels, how many frames a second are labelled by what was taught, and what WebGPU reads back for that. Build first; let nothing else run. Prints a table for
 * docs/reports/teaching.md. `--strokes 40`.
 */
import { execFileSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright';
import { quantile } from '../../src/core/metrics/metrics.ts';
import type { Graphics } from '../../src/cli/chromium/flags.ts';
import { halves } from '../e2e/halves.ts';
import { withBuiltPage } from './built-page.ts';

const { values } = parseArgs({ options: { strokes: { type: 'string', default: '40' } } });
const WARM_UP = 4;
/** A stroke that has no labels by then gets none. */
const LIMIT_MS = 5_000;
const LIVE_SECONDS = 10;

interface Figures {
  /** Milliseconds from the end of a stroke to the frame in which its labels are drawn. */
  readonly live: readonly number[];
  readonly rate: number;
  readonly readbacks: number;
  readonly version: string;
}

/** Of the picture, from its left to its right side. */
async function place(page: Page, at: number, down: number): Promise<void> {
  const box = await page.locator('pp-brush').boundingBox();
  if (!box) throw new Error('There is no brush.');
  await page.mouse.move(box.x + box.width / 2 + (at - 0.5) * box.height, box.y + box.height * down);
}

declare global {
  /** In the page: what became of the stroke that is drawn. */
  var labelledAfter: Promise<number | null>;
}

/** A dab of some 40 pixels; each class in turn, each at another place. */
async function stroke(page: Page, index: number): Promise<number | null> {
  const thing = index % 2 === 0;
  await page
    .locator('pp-teacher')
    .getByRole('radio')
    .nth(thing ? 0 : 1)
    .check({ force: true });
  const [at, down] = [(thing ? 0.1 : 0.6) + 0.3 * ((index * 7) % 10) * 0.1, 0.2 + 0.06 * (index % 10)];
  await place(page, at, down);
  await page.mouse.down();
  await place(page, at + 0.03, down + 0.06);
  await page.evaluate((limit) => {
    labelledAfter = new Promise<number | null>((resolve) => {
      // of one class alone there are no labels
      setTimeout(() => resolve(null), limit);
      let began = Infinity;
      document.addEventListener('pointerup', () => (began = performance.now()), { once: true, capture: true });
      const look = (): void => {
        if (performance.now() < began) return document.addEventListener('perpixel-frame', look, { once: true });
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
      };
      look();
    });
  }, LIMIT_MS);
  await page.mouse.up();
  return page.evaluate(() => labelledAfter);
}

async function measure(graphics: Graphics, backend: 'wasm' | 'webgpu', strokes: number): Promise<Figures> {
  const film = { width: 640, height: 480, frames: 2, sway: 0, picture: halves() };
  return withBuiltPage({ film, graphics, viewport: { width: 1440, height: 900 } }, async (page, site) => {
    await page.goto(`${site}?teach&source=camera&backend=${backend}`);
    const panel = page.locator('pp-teacher');
    const times = async (count: number): Promise<number[]> => {
      const found: number[] = [];
      for (let index = 0; index < count + WARM_UP; index += 1) {
        const took = await stroke(page, index);
        if (index < WARM_UP) continue;
        if (took === null) throw new Error(`A stroke was not labelled within ${LIMIT_MS} ms.`);
        found.push(took);
        await page.waitForTimeout(150);
      }
      return found;
    };
    await panel.waitFor({ timeout: 120_000 });
    await page.locator('pp-brush').waitFor({ timeout: 120_000 });
    await page.waitForTimeout(3000);
    const live = await times(strokes);
    await page.waitForTimeout(3000);
    const rate = await page.evaluate(
      (seconds) =>
        new Promise<number>((resolve) => {
          let frames = 0;
          document.addEventListener('perpixel-frame', () => (frames += 1));
          setTimeout(() => resolve(frames / seconds), seconds * 1000);
        }),
      LIVE_SECONDS,
    );
    const readbacks = await page.evaluate(() => document.querySelector('per-pixel')?.stats()?.readbacksPerFrame ?? NaN);
    return { live, rate, readbacks, version: page.context().browser()?.version() ?? '' };
  });
}

const load = loadavg()[0]!;
const strokes = Number(values.strokes);
const onWasm = await measure('webgl', 'wasm', strokes);
// a software adapter takes seconds for what the CPU does in milliseconds: what it reads back is the same as on a real one
const onGpu = await measure('webgpu', 'webgpu', 2);
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const spread = (times: readonly number[]): string => {
  const sorted = Float64Array.from(times).sort();
  return [0.5, 0.95, 1].map((share) => quantile(sorted, share).toFixed(0)).join(' / ');
};
console.log(`${new Date().toISOString().slice(0, 10)}, at ${commit}, on ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'CPU'}, Chromium ${onWasm.version}, no GPU, load ${load.toFixed(1)} at the beginning.
${strokes} strokes, camera of 640 × 480 at 30 frames a second, network of 384 × 288.

| what | figure | bar |
| --- | --- | --- |
| a stroke's end to the first picture with its labels: p50 / p95 / longest | ${spread(onWasm.live)} ms | p95 ≤ 500 ms |
| labelled live, WASM | ${onWasm.rate.toFixed(1)} frames/s | ≥ 24 |
| read back a frame, WebGPU | ${onGpu.readbacks.toFixed(2)} | 0 |`);
