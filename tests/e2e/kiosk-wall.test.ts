import { describe, expect, inject, it } from 'vitest';
import type { BrowserContext, Page } from 'playwright';
import { labelled, openApp } from './app.ts';

/** A camera that films a red thing, which the tiny model is told is a person, wherever the test wants it; null: nobody. */
const RED_VISITOR = `
  globalThis.visitorAt = 0.8;
  navigator.mediaDevices.getUserMedia = async () => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [640, 360];
    const context = canvas.getContext('2d');
    setInterval(() => {
      context.fillStyle = '#000';
      context.fillRect(0, 0, 640, 360);
      context.fillStyle = '#f00';
      if (globalThis.visitorAt !== null) context.fillRect(globalThis.visitorAt * 640 - 60, 60, 120, 300);
    }, 33);
    return canvas.captureStream(30);
  };
`;

const ARABIC = {
  language: 'ar',
  title: 'لكل بكسل اسم (AI)',
  invitation: 'اقترب أكثر!',
  privacy: 'لا شيء يُسجَّل.',
  classes: { background: 'خلفية', person: 'إنسان' },
};

const wall = (config: object) => async (context: BrowserContext) => {
  await context.addInitScript(RED_VISITOR);
  await context.route('**/kiosk.json', (route) => route.fulfill({ json: config }));
  await context.route('**/models/tiny.json', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace('"red"', '"person"') });
  });
};

/** Which part of its picture the screen shows, 0 (left) to 1. */
const position = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const picture = document.querySelector('per-pixel')?.shadowRoot?.querySelector('.picture');
    return picture ? parseFloat(getComputedStyle(picture).objectPosition) / 100 : NaN;
  });
const stand = (page: Page, at: number | null): Promise<void> =>
  page.evaluate((x) => void Object.assign(globalThis, { visitorAt: x }), at);

describe('an upright screen', () => {
  it('follows its visitor, returns to the middle, and runs from right to left in Arabic', async () => {
    const { page } = await openApp({
      query: 'kiosk&source=camera&model=tiny',
      camera: 'person',
      viewport: { width: 405, height: 720 },
      prepare: wall({ texts: [ARABIC], attract: false }),
    });
    await labelled(page, 3);
    // as a mirror shows it: who stands on the camera's right is on the left
    await expect.poll(() => position(page)).toBeLessThan(0.1);
    await stand(page, 0.5);
    await expect.poll(() => position(page)).toBeCloseTo(0.5, 1);
    await stand(page, 0.2);
    await expect.poll(() => position(page)).toBeGreaterThan(0.9);
    await stand(page, null);
    await expect.poll(() => position(page)).toBe(0.5);

    const texts = await page.locator('pp-kiosk-screen').evaluate((screen) =>
      ['h1', '.invitation', '.privacy span'].map((place) => {
        const text = screen.shadowRoot?.querySelector(place);
        const { direction, textAlign } = text ? getComputedStyle(text) : { direction: '', textAlign: '' };
        return `${text?.textContent?.trim()} ${direction} ${textAlign} ${text?.closest('[lang]')?.getAttribute('lang')}`;
      }),
    );
    expect(texts).toEqual([ARABIC.title, ARABIC.invitation, ARABIC.privacy].map((text) => `${text} rtl start ar`));
    const [strip, name] = await page.locator('pp-kiosk-strip').evaluate((element) => {
      const piece = element.shadowRoot?.querySelector('.name bdi');
      return [getComputedStyle(element).direction, piece ? getComputedStyle(piece).direction : ''];
    });
    expect([strip, name]).toEqual(['rtl', 'rtl']);
  });
});

describe('a screen with bars', () => {
  it('shows what lies behind a cut-out where the picture is, and nothing beside it', async () => {
    const { page } = await openApp({
      query: 'kiosk&source=camera&model=tiny',
      camera: 'person',
      viewport: { width: 405, height: 720 },
      prepare: wall({ fit: 'contain', pixelShift: 0, overlays: [{ overlay: 'cutout', opacity: 1 }] }),
    });
    await labelled(page, 3);
    const look = (): Promise<{ behind: string; own: string }> =>
      page.evaluate(() => {
        const root = document.querySelector('per-pixel')?.shadowRoot;
        const [backdrop, picture] = [root?.querySelector('.backdrop'), root?.querySelector('.picture')];
        const { x = 0, y = 0, width = 0, height = 0 } = backdrop?.getBoundingClientRect() ?? {};
        return {
          behind: [x, y, width, height].map(Math.round).join(' '),
          own: picture ? getComputedStyle(picture).backgroundImage : '',
        };
      });
    expect(await look()).toEqual({ behind: '0 246 405 228', own: 'none' });
    await page.setViewportSize({ width: 900, height: 360 });
    await expect.poll(look).toEqual({ behind: '130 0 640 360', own: 'none' });
  });
});

describe('a screen without a camera', () => {
  it('says so, tells its keeper why, and takes the camera by itself once that is allowed', async () => {
    const { page, context } = await openApp({
      query: 'kiosk&model=tiny',
      camera: 'person',
      permission: 'ask',
      prepare: (each) => each.route('**/kiosk.json', (route) => route.fulfill({ json: { language: 'de' } })),
    });
    const words = page.getByText('Hier ist keine Kamera');
    await words.waitFor();
    expect(await page.getByText('Treten Sie näher').count()).toBe(0);
    await page.keyboard.press('Control+Alt+k');
    await page.getByText('Not allowed yet').waitFor();
    await page.keyboard.press('Escape');
    await context.grantPermissions(['camera'], { origin: new URL(inject('site')).origin });
    await labelled(page, 3);
    await page.getByText('Treten Sie näher').waitFor();
    expect(await words.count()).toBe(0);
  });
});
