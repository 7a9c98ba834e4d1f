import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from 'playwright';

/** The analyst's page with what every test of it does. */
export const PATH = 'analyze.html';
export const QUERY = 'model=tiny&backend=wasm';

export const media = (name: string): string => fileURLToPath(new URL(`../fixtures/media/${name}`, import.meta.url));
/** 1500 frames: enough to be met half-way. */
export const LONG = media('analysis/long.mp4');

/** Files as in browsers without pickers of their own, which no test can operate. */
export async function plainPickers(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    Reflect.deleteProperty(window, 'showOpenFilePicker');
    Reflect.deleteProperty(window, 'showSaveFilePicker');
  });
}

/** A clip at an address of the page's own origin. */
export async function served(context: BrowserContext, file: string): Promise<void> {
  const body = await readFile(file);
  await plainPickers(context);
  await context.route(
    ({ pathname }) => pathname === '/drive.mp4',
    (route) => route.fulfill({ body, contentType: 'video/mp4' }),
  );
}

export async function choose(page: Page, files: string | string[]): Promise<void> {
  await page.locator('pp-analyst input[type=file]').first().setInputFiles(files);
}

/** Files, or folders, let go over the page as a person would. */
export async function drop(page: Page, files: string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
  }
  await session.detach();
}

/** The list of videos as a reader sees it: a line a video, its name and how far it is. */
export async function queue(page: Page): Promise<string[]> {
  const lines = await page.locator('pp-queue li').allTextContents();
  return lines.map((line) => line.replaceAll(/\s+/g, ' ').trim());
}
