import type { BrowserContext, Page } from 'playwright';
import { expect, it } from 'vitest';
import { labelled, openApp } from './app.ts';
import { violations } from './axe.ts';

const toolbar = (page: Page) => page.locator('per-pixel .layout > .bar');
const opacity = (page: Page) => () => toolbar(page).evaluate((bar) => Number(getComputedStyle(bar).opacity));

async function expectPictureEverywhere(page: Page): Promise<void> {
  await expect
    .poll(() =>
      page.locator('per-pixel .picture').evaluate((picture) => {
        const { left, top, width, height } = picture.getBoundingClientRect();
        return [left, top, width - innerWidth, height - innerHeight];
      }),
    )
    .toEqual([0, 0, 0, 0]);
}

/** A notice lies under neither bar nor panel, and can be closed. */
async function expectNoticeBeside(page: Page): Promise<void> {
  await page.keyboard.press('9');
  const notice = page.locator('pp-status .toast');
  const [toast, panel] = [await notice.boundingBox(), await page.locator('per-pixel .panel').boundingBox()];
  expect((toast?.x ?? 0) + (toast?.width ?? 0)).toBeLessThanOrEqual(panel?.x ?? 0);
  await notice.getByRole('button', { name: 'Close' }).click();
  await expect.poll(() => notice.count()).toBe(0);
}

/** Fills no screen, as on an iPhone. */
const withoutFullscreen = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    Reflect.deleteProperty(Document.prototype, 'fullscreenEnabled');
    Reflect.deleteProperty(Element.prototype, 'requestFullscreen');
  });

it('full screen is the picture’s alone; its controls are legible over it, be the page light or dark, leave, and come back', async () => {
  const { page } = await openApp({ query: 'source=camera&model=tiny', camera: 'person' });
  await labelled(page);
  await page.getByRole('button', { name: 'Full screen' }).click();
  await expectPictureEverywhere(page);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.mouse.move(colorScheme === 'light' ? 600 : 590, 300);
    await expectNoticeBeside(page);
    expect(await violations(page, 'per-pixel'), colorScheme).toEqual([]);
    const ink = await page.locator('pp-legend h2').evaluate((title) => getComputedStyle(title).color);
    expect(ink, colorScheme).toBe('rgb(240, 239, 235)');
  }
  await expect.poll(opacity(page)).toBe(0);
  expect(await page.locator('per-pixel .stage').evaluate((stage) => getComputedStyle(stage).cursor)).toBe('none');
  await page.mouse.move(610, 310);
  await expect.poll(opacity(page)).toBe(1);
  await expect.poll(opacity(page)).toBe(0);
  // the Tab key finds them
  await page.keyboard.press('Tab');
  await expect.poll(opacity(page)).toBe(1);
  await page.keyboard.press('f');
  await expect.poll(() => page.evaluate(() => document.fullscreenElement)).toBeNull();
  await expect.poll(opacity(page)).toBe(1);
});

it('an unattended screen starts where no page fills the screen, and fills its window', async () => {
  const { page, complaints } = await openApp({
    query: 'kiosk&source=camera&model=tiny&backend=wasm',
    camera: 'person',
    viewport: { width: 390, height: 844 },
    prepare: withoutFullscreen,
  });
  await labelled(page, 5);
  await page.mouse.click(200, 400);
  // it reaches out of the window, since it wanders against burn-in
  const { left, top, right, bottom } = await page
    .locator('per-pixel .picture')
    .evaluate((picture) => picture.getBoundingClientRect().toJSON() as DOMRect);
  expect([left <= 0, top <= 0, right >= 390, bottom >= 844]).toEqual([true, true, true, true]);
  expect(complaints).toEqual([]);
});

it('fills the window where the browser refuses the screen', async () => {
  const { page } = await openApp({
    query: 'source=camera&model=tiny&backend=wasm',
    camera: 'person',
    prepare: (context) =>
      context.addInitScript(() => {
        Element.prototype.requestFullscreen = () => Promise.reject(new TypeError('Permissions check failed'));
      }),
  });
  await labelled(page);
  await page.getByRole('button', { name: 'Full screen' }).click();
  await expectPictureEverywhere(page);
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('per-pixel .layout.full').count()).toBe(0);
});

it('fills the window where the browser fills no screen, and Escape leaves it', async () => {
  const { page } = await openApp({
    query: 'source=camera&model=tiny',
    camera: 'person',
    viewport: { width: 390, height: 844 },
    prepare: withoutFullscreen,
  });
  await labelled(page);
  // nothing of the page moves, clips or covers it
  await page.evaluate(() => {
    const main = document.querySelector('main');
    if (main) Object.assign(main.style, { transform: 'scale(0.9)', overflow: 'hidden' });
  });
  await page.getByRole('button', { name: 'Full screen' }).click();
  await expectPictureEverywhere(page);
  expect(await violations(page, 'per-pixel')).toEqual([]);
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('per-pixel .layout.full').count()).toBe(0);
  expect(await page.locator('per-pixel .stage').evaluate((stage) => stage.clientHeight)).toBeLessThan(600);
});
