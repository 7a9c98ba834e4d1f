import type { Browser, Page } from 'puppeteer-core';
import type { LatencyReport } from '../../../src/core/metrics/metrics.ts';
import type { GraphicsCount } from '../graphics-count.ts';
import { withPage } from './browser.ts';

export interface Watched {
  readonly what: string;
  /** Of the page's address. */
  readonly query: string;
  /** Wait for what the tuner finds out. */
  readonly tuned?: boolean;
}

export interface StreamFigures {
  readonly what: string;
  readonly seconds: number;
  readonly fps: number;
  readonly report: LatencyReport;
  /** GPU buffers, textures and bind groups that the worker made in that time, by frame. */
  readonly madePerFrame: number;
  /** Buffers and textures that are there, at the start and at the end. */
  readonly held: readonly [number, number];
}

/** Frames after which all is there that a stream keeps. */
const WARM = 30;
/** Milliseconds for a model to be fetched, opened, and tried in every way. */
const PATIENCE = 120_000;

/** The built page on its own for so many seconds, once it is warm. @throws Error with the page's own words where it labels nothing */
export function watchStream(browser: Browser, address: string, watched: Watched, seconds: number, warm = WARM) {
  return withPage(browser, `${address}?${watched.query}`, async (page): Promise<StreamFigures> => {
    await labelled(page, warm);
    if (watched.tuned) await page.waitForFunction(isTuned, { timeout: PATIENCE, polling: 500 });
    const before = { counts: await countsOf(page), report: await reportOf(page), time: performance.now() };
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    const after = { counts: await countsOf(page), report: await reportOf(page), time: performance.now() };
    const frames = Math.max(1, after.report.frames - before.report.frames);
    return {
      what: watched.what,
      seconds,
      fps: (frames * 1000) / (after.time - before.time),
      report: after.report,
      madePerFrame: (after.counts.made - before.counts.made) / frames,
      held: [before.counts.held, after.counts.held],
    };
  });
}

async function labelled(page: Page, least: number): Promise<void> {
  const counted = (count: number): boolean => (document.querySelector('per-pixel')?.stats().frames ?? 0) >= count;
  await page.waitForFunction(counted, { timeout: PATIENCE, polling: 200 }, least).catch(async (cause: unknown) => {
    const words = await page.evaluate(() => document.querySelector('per-pixel')?.shadowRoot?.textContent ?? '');
    throw new Error(`The page labelled nothing: ${words.replace(/\s+/g, ' ').trim().slice(0, 300)}`, { cause });
  });
}

/** In the page. */
function isTuned(): boolean {
  return document.querySelector('per-pixel')?.stats().tuning !== undefined;
}

async function reportOf(page: Page): Promise<LatencyReport> {
  const report = await page.evaluate(() => document.querySelector('per-pixel')?.stats());
  if (!report) throw new Error('The page has no <per-pixel>.');
  return report;
}

/** Of all workers of the page together. */
async function countsOf(page: Page): Promise<GraphicsCount> {
  const each = await Promise.all(
    page
      .workers()
      .map((worker) =>
        worker.evaluate(
          () => (globalThis as { perpixelGraphics?: GraphicsCount }).perpixelGraphics ?? { made: 0, held: 0 },
        ),
      ),
  );
  return each.reduce((sum, { made, held }) => ({ made: sum.made + made, held: sum.held + held }), { made: 0, held: 0 });
}
