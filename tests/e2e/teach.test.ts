import { stat } from 'node:fs/promises';
import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { labelled, openApp } from './app.ts';
import { violations } from './axe.ts';
import { writeFakeCamera } from './fake-camera.ts';
import { halves } from './halves.ts';

/** Of the picture, by class; as the newest frame has it. */
const share = (page: Page, id: number): Promise<number> =>
  page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        document.addEventListener('perpixel-frame', ({ detail }) => resolve(detail.shares[wanted] ?? 0), {
          once: true,
        });
      }),
    id,
  );

/** Bytes of what is kept on the machine; 0: nothing. */
const keptBytes = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const opening = indexedDB.open('perpixel-lessons');
        opening.addEventListener('success', () => {
          const reading = opening.result.transaction('lessons').objectStore('lessons').getAll();
          reading.addEventListener('success', () => {
            opening.result.close();
            resolve((reading.result as { file: Blob }[])[0]?.file.size ?? 0);
          });
        });
      }),
  );

/** From top to bottom of the picture, at a share of the stage's width. */
async function draw(page: Page, at: number): Promise<void> {
  const box = await page.locator('pp-brush').boundingBox();
  if (!box) throw new Error('There is no brush.');
  const x = box.x + box.width / 2 + (at - 0.5) * box.height;
  await page.mouse.move(x, box.y + box.height * 0.2);
  await page.mouse.down();
  await page.mouse.move(x, box.y + box.height * 0.8, { steps: 3 });
  await page.mouse.up();
}

it('a visitor teaches a thing by strokes, sees it labelled live, and finds it again at the next visit and in a file', async () => {
  const camera = await writeFakeCamera({ width: 320, height: 240, frames: 2, sway: 0, picture: halves() });
  const { page, complaints, strangers } = await openApp({
    query: 'teach&source=camera&backend=wasm',
    camera,
    viewport: { width: 1100, height: 800 },
  });
  await labelled(page);
  const panel = page.locator('pp-teacher');
  await panel.getByRole('button', { name: 'Freeze' }).click();
  await panel.getByRole('button', { name: 'Go on live' }).waitFor();
  expect(await page.locator('pp-playback .live').textContent()).toBe('Frozen');
  await draw(page, 0.1);
  await expect.poll(() => panel.locator('.step').textContent()).toMatch(/What it is not/);
  await panel.getByRole('radio', { name: /what it is not/i }).check();
  await draw(page, 0.9);
  await expect.poll(() => panel.locator('.step').textContent()).toMatch(/Labelled/);
  await panel.getByRole('textbox', { name: 'Name of Thing 1' }).fill('Red half');
  await page.keyboard.press('Enter');
  expect(await violations(page)).toEqual([]);
  // the tool bar goes on, too
  await page.locator('pp-playback').getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => page.locator('pp-playback .live').textContent()).toBe('Live');
  await expect.poll(() => share(page, 1)).toBeGreaterThan(0.4);
  expect(await share(page, 1)).toBeLessThan(0.6);

  await panel.getByText('Keep it, carry it').click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    panel.getByRole('button', { name: 'Save as a file' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('red-half.perpixel');
  const path = await file.path();

  // what is kept, a moment after the last stroke, is what was saved
  await expect.poll(() => keptBytes(page)).toBe((await stat(path)).size);
  await page.reload();
  await labelled(page);
  await expect.poll(() => panel.locator('.name').inputValue()).toBe('Red half');
  await expect.poll(() => share(page, 1)).toBeGreaterThan(0.4);

  await panel.getByText('Keep it, carry it').click();
  await panel.getByRole('button', { name: 'Forget everything' }).click();
  await expect.poll(() => panel.locator('.name').inputValue()).toBe('Thing 1');
  await panel.locator('input[type=file]').setInputFiles(path);
  await expect.poll(() => panel.locator('.name').inputValue()).toBe('Red half');
  await expect.poll(() => share(page, 1)).toBeGreaterThan(0.4);
  // a file that is none changes nothing, and is told
  await panel
    .locator('input[type=file]')
    .setInputFiles({ name: 'letter.perpixel', mimeType: '', buffer: Buffer.from('Dear all') });
  await expect.poll(() => page.locator('pp-status .toast').textContent()).toMatch(/cannot be opened/);
  expect(await panel.locator('.name').inputValue()).toBe('Red half');
  expect(page.url()).toContain('teach');
  expect(complaints).toEqual([]);
  expect(strangers).toEqual([]);
});

it('says what is missed where there is nothing to teach on', async () => {
  const { page, complaints } = await openApp({ query: 'teach' });
  const step = page.locator('pp-teacher .step');
  await expect.poll(() => step.textContent()).toMatch(/Choose what to teach it on/);
  await page.getByRole('button', { name: 'Show the street' }).click();
  await expect.poll(() => step.textContent()).toMatch(/Bring your thing into the picture/);
  expect(complaints).toEqual([]);
});
