import { chromium, type Page } from 'playwright';
import { attachAll, heapAfterCollection } from '../bench/heap.ts';
import { findChromium } from '../../src/cli/chromium/find.ts';
import { FUNCTION_NAMES } from '../chromium/function-names.ts';
import { flags } from '../chromium/flags.ts';
import { watchStrangers } from '../chromium/strangers.ts';
import { logSize, type LogSize } from './in-page.ts';

/** What must not grow. */
export interface Vitals extends LogSize {
  /** Labelled since the page was opened. */
  readonly frames: number;
  /** Megabytes after garbage collection, page and workers together. */
  readonly heap: number;
  /** DOM nodes, shadow trees included. */
  readonly nodes: number;
  readonly workers: number;
  /** VideoFrames that were collected without having been closed: the browser tells of each. */
  readonly unclosed: number;
}

/** An unattended screen in a browser of its own. */
export interface Exhibit {
  readonly page: Page;
  /** Requests to other origins. */
  readonly strangers: readonly string[];
  /** As in `vitals`, without looking. */
  unclosed(): number;
  vitals(): Promise<Vitals>;
  close(): Promise<void>;
}

export interface ExhibitOptions {
  /** Address of the built site, ending in a slash. */
  readonly site: string;
  /** The query string besides `kiosk&faults`. */
  readonly query: string;
  /** Path of the film that the fake camera shows. */
  readonly film: string;
  readonly graphics: 'none' | 'webgl' | 'webgpu';
  /** What `kiosk.json` says; default: the site's own. */
  readonly config?: object;
  /** Runs in the page before anything else. */
  readonly prepare?: string;
}

const FIRST_FRAMES = 60_000;

export async function openExhibit(options: ExhibitOptions): Promise<Exhibit> {
  const { site, graphics } = options;
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: await flags({ camera: options.film, graphics }),
  });
  const context = await browser.newContext({ viewport: { width: 640, height: 480 } });
  const page = await context.newPage();
  await page.addInitScript(FUNCTION_NAMES);
  if (options.prepare) await page.addInitScript(options.prepare);
  const { config } = options;
  if (config) await page.route('**/kiosk.json', (route) => route.fulfill({ json: config }));
  const strangers = watchStrangers(page, site);
  let unclosed = 0;
  page.on('console', (message) => {
    if (/VideoFrame was garbage collected/.test(message.text())) unclosed += 1;
  });
  const threads = await attachAll(page);
  await page.goto(`${site}?kiosk&faults&${options.query}`);
  await page.waitForFunction(() => (document.querySelector('per-pixel')?.stats().frames ?? 0) > 30, undefined, {
    timeout: FIRST_FRAMES,
    polling: 500,
  });
  return {
    page,
    strangers,
    unclosed: () => unclosed,
    async vitals() {
      const heaps = await Promise.all(threads().map(heapAfterCollection));
      const nodes = await page.evaluate(() => {
        const count = (root: ParentNode): number =>
          [...root.querySelectorAll('*')].reduce(
            (sum, each) => sum + 1 + (each.shadowRoot ? count(each.shadowRoot) : 0),
            0,
          );
        return count(document);
      });
      return {
        frames: await page.evaluate(() => globalThis.framesSeen ?? 0),
        heap: heaps.reduce((total, each) => total + each, 0),
        nodes,
        workers: page.workers().length,
        unclosed,
        ...(await page.evaluate(logSize)),
      };
    },
    close: () => browser.close(),
  };
}
