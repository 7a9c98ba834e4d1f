import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { redUntil, STRANGE, TAUGHT } from '../fixtures/media/taught/scene.ts';
import { choose, media, PATH, plainPickers, queue } from './analyst.ts';
import { openApp } from './app.ts';
import { violations } from './axe.ts';

const { width, height, frames } = TAUGHT;

/** From place to place, 0 to 1 of the picture, and on until its labels are there. */
async function draw(page: Page, ...places: (readonly [x: number, y: number])[]): Promise<void> {
  const brush = page.locator('pp-brush');
  const box = await brush.boundingBox();
  if (!box) throw new Error('There is no brush.');
  const scale = Math.min(box.width / width, box.height / height);
  const at = ([x, y]: readonly [number, number]): [number, number] => [
    box.x + box.width / 2 + (x - 0.5) * width * scale,
    box.y + box.height / 2 + (y - 0.5) * height * scale,
  ];
  const [first, ...rest] = places;
  await page.mouse.move(...at(first!));
  await page.mouse.down();
  for (const place of rest) await page.mouse.move(...at(place), { steps: 3 });
  await page.mouse.up();
  await expect.poll(() => brush.locator('.laid').count()).toBe(0);
}

async function csv(page: Page): Promise<string[][]> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('pp-exports button[name="csv"]').click(),
  ]);
  const text = await readFile(await download.path(), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
}

it('somebody teaches on a frame of a video, has all of it labelled, corrects where it doubts most, and finds all of it again', async () => {
  const { page, complaints, strangers } = await openApp({
    path: PATH,
    query: 'model=tiny&backend=wasm',
    viewport: { width: 1200, height: 900 },
    prepare: plainPickers,
  });
  const panel = page.locator('pp-video-teacher');
  const step = panel.locator('.step');
  const at = page.locator('pp-transport .time');
  // with keys alone, before there is a video
  await page.getByRole('button', { name: 'Teach' }).press('Enter');
  await choose(page, media('taught/taught.webm'));
  await expect.poll(() => step.textContent()).toMatch(/draw over it/);
  await page.locator('pp-brush').waitFor();
  expect(await panel.getByRole('button', { name: 'Label the whole video' }).isDisabled()).toBe(true);

  await draw(page, [0.05, 0.2], [0.25, 0.8]);
  await expect.poll(() => step.textContent()).toMatch(/What it is not/);
  await panel.getByRole('radio', { name: /what it is not/i }).check();
  await draw(page, [0.9, 0.2], [0.4, 0.8]);
  await expect.poll(() => step.textContent()).toMatch(/This frame is labelled/);
  await panel.getByRole('textbox', { name: 'Name of Thing 1' }).fill('Red');
  await page.keyboard.press('Enter');

  // with its strokes it is gone at a press, and back at another
  await panel.getByRole('button', { name: 'Remove Red' }).click();
  await panel.getByRole('button', { name: 'Bring it back' }).click();
  await expect.poll(() => step.textContent()).toMatch(/This frame is labelled/);

  await panel.getByRole('button', { name: 'Label the whole video' }).click();
  await page.getByText(`All ${frames} frames analysed`).waitFor({ timeout: 100_000 });
  // what it was opened with has nothing to say
  expect(await queue(page)).toEqual([expect.stringMatching(/^taught.webm done/)]);
  const [head, ...rows] = await csv(page);
  expect(head).toEqual(['frame', 'seconds', 'background', 'Red', 'doubt:mean']);
  expect(rows).toHaveLength(frames);
  for (const frame of [0, frames - 1]) {
    expect(Math.abs(Number(rows[frame]?.[3]) - redUntil(frame) / width)).toBeLessThan(0.05);
  }

  const doubtful = panel.getByRole('list', { name: 'Where it doubts most' }).getByRole('button');
  await doubtful.first().click();
  const shown = async (): Promise<number> => Number(/· (\d+)/.exec((await at.textContent()) ?? '')?.[1]);
  await expect.poll(shown).toBeGreaterThanOrEqual(STRANGE.first);
  expect(await shown()).toBeLessThanOrEqual(STRANGE.last);
  await expect.poll(() => panel.locator('.chosen .go').count()).toBe(1);
  expect(await violations(page)).toEqual([]);
  // whoever gave the thing its name chose it by that
  await panel.getByRole('radio', { name: /what it is not/i }).check();
  await draw(page, [0.65, 0.3], [0.85, 0.7]);
  await expect.poll(() => doubtful.first().textContent()).toMatch(/corrected/);
  await panel.getByRole('button', { name: 'Label the whole video again' }).click();
  // what this model was taught on is not offered again, and what the one before it made is gone
  await expect.poll(() => panel.getByText('corrected').count()).toBe(0);
  await expect.poll(() => queue(page)).toEqual([expect.stringMatching(/^taught.webm done/)]);
  const [, ...again] = await csv(page);
  const corrected = (STRANGE.first + STRANGE.last) >> 1;
  expect(Math.abs(Number(again[corrected]?.[3]) - redUntil(corrected) / width)).toBeLessThan(0.05);

  await page.reload();
  const taught = panel.getByRole('list', { name: 'Frames you drew on' }).getByRole('button', { name: /^Go to/ });
  await expect.poll(() => taught.count()).toBe(2);
  expect(await panel.getByRole('textbox', { name: 'Name of Red' }).inputValue()).toBe('Red');
  await page.getByText(`All ${frames} frames analysed`).waitFor();
  await taught.last().click();
  await expect.poll(shown).toBeGreaterThanOrEqual(STRANGE.first);
  // with the stroke that is on it, which an eraser can be aimed at
  await expect.poll(() => page.locator('pp-brush .thread.case').count()).toBe(1);
  expect(complaints).toEqual([]);
  expect(strangers).toEqual([]);
});
