import { existsSync } from 'node:fs';
import { launch, type Browser, type Page } from 'puppeteer-core';
import { chromiumFlags } from '../../../src/cli/chromium/flags.ts';
import { INSTALLED } from '../../../src/cli/chromium/installed.ts';
import { FUNCTION_NAMES } from '../../chromium/function-names.ts';
import type { GpuOptions } from './options.ts';

/** Where else a machine without the project may have one. */
const PLACES = [
  ...INSTALLED,
  '/usr/bin/chromium-headless-shell',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** A browser that computes and draws on the adapter, with a camera that shows a moving pattern. */
export async function openBrowser({ chromium, flags, software }: GpuOptions): Promise<Browser> {
  const named = chromium ?? process.env['CHROME_PATH'];
  const executablePath = named ?? PLACES.find((path) => existsSync(path));
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
  await page.evaluateOnNewDocument(FUNCTION_NAMES);
  try {
    await page.goto(address);
    return await run(page);
  } finally {
    await page.close();
  }
}
