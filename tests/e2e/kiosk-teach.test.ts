import type { BrowserContext, Page } from 'playwright';
import { expect, it } from 'vitest';
import { TEACH_TEXTS } from '../../src/apps/kiosk/teach/texts.ts';
import { framesFromNow, labelled, openApp } from './app.ts';
import { violations } from './axe.ts';
import { writeFakeCamera } from './fake-camera.ts';
import { halves } from './halves.ts';

const { de } = TEACH_TEXTS;
const kioskJson = (settings: object) => (context: BrowserContext) =>
  context.route('**/kiosk.json', (route) => route.fulfill({ json: { language: 'de', ...settings } }));

const press = (page: Page, name: string): Promise<void> =>
  page.locator('pp-kiosk-teach').getByRole('button', { name, exact: true }).click();
const says = (page: Page, words: string): Promise<void> =>
  page.locator('pp-kiosk-teach').getByRole('heading', { name: words }).waitFor();

/** From top to bottom of the picture, with a finger. */
async function draw(page: Page, at: number): Promise<void> {
  const box = await page.locator('pp-kiosk-teach pp-brush').boundingBox();
  if (!box) throw new Error('There is no brush.');
  const width = Math.min(box.width, (box.height * 4) / 3);
  const middle = box.y + box.height / 2;
  const x = box.x + box.width / 2 + (at - 0.5) * width;
  await page.mouse.move(x, middle - width * 0.2);
  await page.mouse.down();
  await page.mouse.move(x, middle + width * 0.2, { steps: 3 });
  await page.mouse.up();
}

/** How much of the picture that is taught has the thing's colour, 0 to 1. */
const orange = (page: Page): Promise<number> =>
  page.locator('pp-kiosk-teach canvas').evaluate((canvas: HTMLCanvasElement) => {
    const copy = new OffscreenCanvas(32, 24);
    const context = copy.getContext('2d')!;
    context.drawImage(canvas, 0, 0, 32, 24);
    const { data } = context.getImageData(0, 0, 32, 24);
    let count = 0;
    for (let at = 0; at < data.length; at += 4) count += data[at]! - data[at + 2]! > 60 && data[at + 1]! > 90 ? 1 : 0;
    return count / (32 * 24);
  });

/** Names of all that a page can keep on the machine. */
const kept = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const bases = (await indexedDB.databases()).map(({ name = '' }) => name);
    const files = await Array.fromAsync((await navigator.storage.getDirectory()).keys());
    return [...bases, ...Object.keys(localStorage), ...Object.keys(sessionStorage), ...files].sort();
  });
const workersOf = (page: Page): string[] =>
  page.workers().map((each) => each.url().replace(/.*\/([a-z]+\.worker).*/, '$1'));

it('lets a visitor teach a thing where its file says so, and forgets it when they have left', async () => {
  const camera = await writeFakeCamera({ width: 320, height: 240, frames: 2, sway: 0, picture: halves() });
  const { page, complaints, strangers } = await openApp({
    query: 'kiosk&source=camera&model=tiny&backend=wasm',
    camera,
    prepare: kioskJson({ teach: {} }),
  });
  await labelled(page, 5);
  await page.getByRole('button', { name: 'Etwas beibringen' }).click();
  await says(page, de.say.show);
  expect(await violations(page)).toEqual([]);
  const before = await kept(page);
  await press(page, de.on.show!);
  await says(page, de.say.thing);
  await draw(page, 0.1);
  await press(page, de.on.thing!);
  await draw(page, 0.9);
  await press(page, de.on.rest!);
  await says(page, de.say.watch);
  await expect.poll(() => orange(page)).toBeGreaterThan(0.4);
  expect(await orange(page)).toBeLessThan(0.6);
  expect(workersOf(page)).toContain('teaching.worker');
  expect(await violations(page)).toEqual([]);

  await press(page, de.leave);
  await page.locator('pp-kiosk-teach').getByText(de.forgotten).waitFor();
  expect(await page.locator('pp-kiosk-teach').locator('canvas, pp-brush').count()).toBe(0);
  await expect.poll(() => workersOf(page)).not.toContain('teaching.worker');
  expect(await kept(page)).toEqual(before);
  // and is gone by itself
  await page.locator('pp-kiosk-teach').waitFor({ state: 'detached' });

  // nothing of the last visitor is there for the next one
  await page.getByRole('button', { name: 'Etwas beibringen' }).click();
  await says(page, de.say.show);
  expect(await orange(page)).toBe(0);
  expect(complaints).toEqual([]);
  expect(strangers).toEqual([]);
});

it('goes back to the exhibit, and says so, where what is needed to teach cannot be had', async () => {
  const { page } = await openApp({
    query: 'kiosk&source=camera&model=tiny&backend=wasm',
    camera: 'person',
    prepare: kioskJson({ teach: { model: 'models/none.json' } }),
  });
  await labelled(page, 5);
  await page.getByRole('button', { name: 'Etwas beibringen' }).click();
  await says(page, de.end.stopped);
  await page.locator('pp-kiosk-teach').waitFor({ state: 'detached' });
  await labelled(page, 10);
  expect(
    await page.locator('per-pixel').evaluate((viewer: HTMLElementTagNameMap['per-pixel']) => viewer.kioskState),
  ).toBe('live');
});

it('is over, says so and forgets, where workers die or its camera goes, and the exhibit goes on', async () => {
  const { page, context } = await openApp({
    query: 'kiosk&source=camera&model=tiny&backend=wasm',
    camera: 'person',
    permission: 'granted',
    graphics: 'webgl',
    prepare: kioskJson({ teach: {} }),
  });
  await labelled(page, 5);
  const begin = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Etwas beibringen' }).click();
    await says(page, de.say.show);
    await press(page, de.on.show!);
    await says(page, de.say.thing);
    await draw(page, 0.5);
  };
  const isOver = async (words: string): Promise<void> => {
    await says(page, words);
    expect(await page.locator('pp-kiosk-teach').locator('canvas, pp-brush').count()).toBe(0);
    await page.locator('pp-kiosk-teach').waitFor({ state: 'detached' });
    await expect.poll(() => workersOf(page)).not.toContain('teaching.worker');
    await framesFromNow(page, 5);
  };

  await begin();
  // whose is whose cannot be told: the exhibit may have taken another one meanwhile
  const labelling = page.workers().filter((each) => each.url().includes('pipeline.worker'));
  expect(labelling.length).toBeGreaterThan(1);
  await Promise.all(labelling.map((each) => each.evaluate(() => self.close())));
  await isOver(de.end.stopped);

  await begin();
  await context.clearPermissions();
  await isOver(de.end.camera);
});

it('has no visitor teach it otherwise', async () => {
  const { page } = await openApp({
    query: 'kiosk&source=camera&model=tiny',
    camera: 'person',
    prepare: kioskJson({ learn: {} }),
  });
  await labelled(page, 5);
  await page.getByRole('button', { name: 'So funktioniert es' }).waitFor();
  expect(await page.getByRole('button').count()).toBe(1);
});
