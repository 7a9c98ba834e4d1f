import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { inject, onTestFinished } from 'vitest';
import { flags, type TestMachine } from '../chromium/flags.ts';
import { findChromium } from '../../src/cli/chromium/find.ts';
import { watchStrangers } from '../chromium/strangers.ts';

export interface AppOptions extends TestMachine {
  /** The page; default: the demo. */
  readonly path?: string;
  /** The query string, without its question mark. */
  readonly query?: string;
  /** Default: small, since every pixel of it is drawn in software. */
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
  /** Default: what moves while a model opens keeps a core busy that the opening needs. */
  readonly reducedMotion?: 'reduce' | 'no-preference';
  /** In a browser that no other test uses: one that is to be damaged. */
  readonly alone?: boolean;
  /** The site keeps itself on the machine; default: what a test changes on the way must reach the page. */
  readonly keeps?: boolean;
  /** Before the page is opened. */
  prepare?(context: BrowserContext): Promise<unknown>;
}

export interface App {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the page complained of: exceptions, unhandled rejections, console errors. */
  readonly complaints: string[];
  /** Addresses of other origins that the page asked for. */
  readonly strangers: string[];
}

/** Browsers by their flags, for all files of a worker, with which they end: to start one takes longer than to open a page in it. */
const browsers = new Map<string, Promise<Browser>>();

async function browserWith(args: string[], alone: boolean): Promise<Browser> {
  if (alone) {
    const browser = await chromium.launch({ executablePath: findChromium(), args });
    onTestFinished(() => browser.close());
    return browser;
  }
  const key = args.join(' ');
  const running = await browsers.get(key);
  if (running?.isConnected()) return running;
  const launched = chromium.launch({ executablePath: findChromium(), args });
  browsers.set(key, launched);
  return launched;
}

/** Closes a context in which requests may still be under way: what answers them finds it gone, and nobody waits for that answer. */
async function closeRouted(context: BrowserContext): Promise<void> {
  await Promise.all([context, ...context.pages()].map((routed) => routed.unrouteAll({ behavior: 'ignoreErrors' })));
  await context.close();
}

/** The built app in a profile of its own, with empty caches; closed when the test ends. */
export async function openApp(options: AppOptions = {}): Promise<App> {
  const { path = '', query = '', permission = 'allow' } = options;
  const site = inject('site');
  const browser = await browserWith(await flags(options), options.alone ?? false);
  const context = await browser.newContext({
    serviceWorkers: options.keeps ? 'allow' : 'block',
    viewport: options.viewport ?? { width: 800, height: 600 },
    colorScheme: options.colorScheme ?? 'light',
    reducedMotion: options.reducedMotion ?? 'reduce',
  });
  onTestFinished(() => closeRouted(context));
  if (permission === 'granted') await context.grantPermissions(['camera'], { origin: new URL(site).origin });
  await options.prepare?.(context);
  const page = await context.newPage();
  const complaints: string[] = [];
  const strangers = watchStrangers(page, site);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(query ? `${site}${path}?${query}` : `${site}${path}`);
  return { context, page, complaints, strangers };
}

interface Seen {
  readonly frames: number;
  readonly model: string;
  readonly backend: string;
}

/** Waits until so many frames have been labelled since the worker's start. */
export async function labelled(page: Page, frames = 3, timeout = 60_000): Promise<Seen> {
  await page.waitForFunction((least) => (document.querySelector('per-pixel')?.stats().frames ?? 0) >= least, frames, {
    timeout,
  });
  return page.evaluate(() => {
    const report = document.querySelector('per-pixel')?.stats();
    return { frames: report?.frames ?? 0, model: report?.model ?? '', backend: report?.backend ?? '' };
  });
}

/** Waits until so many frames more have been labelled, by whichever worker. */
export async function framesFromNow(page: Page, count: number): Promise<void> {
  await page.evaluate(
    (wanted) =>
      new Promise<void>((resolve) => {
        let seen = 0;
        document.addEventListener('perpixel-frame', () => {
          seen += 1;
          if (seen === wanted) resolve();
        });
      }),
    count,
  );
}

/** The next `perpixel-error` from now on: its code and message. */
export function nextError(page: Page, timeout = 60_000): Promise<{ code: string; message: string }> {
  return page.evaluate(
    (limit) =>
      new Promise<{ code: string; message: string }>((resolve, reject) => {
        setTimeout(() => reject(new Error('no perpixel-error came')), limit);
        document.addEventListener('perpixel-error', ({ detail }) => {
          resolve({ code: detail.code, message: detail.message });
        });
      }),
    timeout,
  );
}
