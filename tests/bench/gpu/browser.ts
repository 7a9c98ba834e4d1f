import { existsSync } from 'node:fs';
import { launch, type Browser, type Page } from 'puppeteer-core';
import { chromiumFlags } from '../../../src/cli/chromium/flags.ts';
import type { GpuOptions } from './options.ts';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** A browser that computes and draws on the adapter, with a camera that shows a moving pattern. */
export async function openBrowser({ chromium, flags, software }: GpuOptions): Promise<Browser> {
  const named = chromium ?? process.env['CHROME_PATH'];
  const executablePath = named ?? INSTALLED.find((path) => existsSync(path));
  if (!executablePath || !existsSync(executablePath))
    throw new Error(`There is no Chromium${named ? ` at ${named}` : ''}. Name one with “--chromium PATH”.`);
  return launch({
    executablePath,
    headless: true,
    // nothing else of the machine's can meet it
    pipe: true,
    defaultViewport: { width: 1280, height: 800 },
    protocolTimeout: 600_000,
    args: [...chromiumFlags({ camera: 'pattern', graphics: software ? 'webgpu' : 'hardware' }), ...flags],
  });
}

export async function withPage<T>(browser: Browser, address: string, run: (page: Page) => Promise<T>): Promise<T> {
  const page = await browser.newPage();
  // the loader of these scripts names functions with a helper that a page lacks
  await page.evaluateOnNewDocument('globalThis.__name = (named) => named');
  try {
    await page.goto(address);
    return await run(page);
  } finally {
    await page.close();
  }
}
