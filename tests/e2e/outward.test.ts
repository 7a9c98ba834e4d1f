import { readFile } from 'node:fs/promises';
import { ALL_FORMATS, BufferSource, Input } from 'mediabunny';
import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { labelled, openApp } from './app.ts';
import { violations } from './axe.ts';

const strip = (page: Page) => page.getByRole('group', { name: 'Recording' });

/** Seconds of film that the strip tells. */
async function told(page: Page): Promise<number> {
  const text = await page.getByRole('timer', { name: 'Recorded' }).innerText();
  const [, minutes, seconds] = /(\d+):(\d\d)/.exec(text) ?? [];
  return 60 * Number(minutes) + Number(seconds);
}

it('what is shown is recorded, paused in between, with its length in the file, through a camera that changes its size and ends', async () => {
  const { page, complaints } = await openApp({
    query: 'source=camera&model=tiny&backend=wasm&overlay=replace&faults',
    camera: 'person',
    viewport: { width: 1280, height: 800 },
  });
  await labelled(page);
  await page.getByRole('button', { name: 'Record', exact: true }).click();
  await strip(page).getByLabel('WebM').check();
  expect(await violations(page, 'per-pixel')).toEqual([]);
  await strip(page).getByRole('button', { name: 'Record' }).click();
  await expect.poll(() => told(page)).toBeGreaterThanOrEqual(2);
  await strip(page).getByRole('button', { name: 'Pause' }).click();
  const paused = await told(page);
  // another picture, upright, while nothing is recorded
  await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(120, 160);
    canvas.getContext('2d')?.fillRect(0, 0, 120, 160);
    await document.querySelector('per-pixel')?.openFile(await canvas.convertToBlob());
  });
  expect(await told(page)).toBe(paused);
  await strip(page).getByRole('button', { name: 'Go on' }).click();
  await expect.poll(() => told(page)).toBeGreaterThanOrEqual(paused + 1);
  const saved = page.waitForEvent('download');
  await strip(page).getByRole('button', { name: 'Stop and save' }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toMatch(/^perpixel-[\d-]+\.webm$/);
  const input = new Input({ source: new BufferSource(await readFile(await download.path())), formats: ALL_FORMATS });
  const track = await input.getPrimaryVideoTrack();
  expect([await track?.getDisplayWidth(), await track?.getDisplayHeight()]).toEqual([320, 240]);
  const length = await input.computeDuration();
  expect(length).toBeGreaterThan(paused + 0.8);
  expect(length).toBeLessThan(paused + 8);
  // the camera that ends ends the film, which is saved
  await page.evaluate(() => (document.querySelector('per-pixel')!.source = 'camera'));
  await page.waitForFunction(() => (document.querySelector('per-pixel')?.stats().frames ?? 0) > 2);
  await strip(page).getByRole('button', { name: 'Record' }).click();
  await expect.poll(() => told(page)).toBeGreaterThanOrEqual(1);
  const rest = page.waitForEvent('download');
  await page.evaluate(() =>
    (document.querySelector('per-pixel') as unknown as { injectFault(fault: string): Promise<void> }).injectFault(
      'camera-ended',
    ),
  );
  expect((await rest).suggestedFilename()).toMatch(/\.webm$/);
  expect(complaints).toEqual([]);
});

it('a window of its own shows what is shown and nothing else', async () => {
  const { page } = await openApp({ query: 'source=camera&model=tiny&backend=wasm&overlay=replace', camera: 'person' });
  await labelled(page);
  const opening = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Open in a window, for a call to share' }).click();
  const popup = await opening;
  await popup.waitForFunction(() => (document.querySelector('video')?.videoWidth ?? 0) > 0);
  expect(await popup.evaluate(() => [document.title, document.body.children.length])).toEqual(['perpixel', 1]);
  await popup.close();
});
