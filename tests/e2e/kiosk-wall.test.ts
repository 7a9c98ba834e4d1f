import { describe, expect, inject, it } from 'vitest';
import type { BrowserContext, Page } from 'playwright';
import { framesFromNow, labelled, nextError, openApp } from './app.ts';

/** A camera that films a red thing, which the tiny model is told is a person, wherever the test wants it; null: nobody. */
const RED_VISITOR = `
  globalThis.visitorAt = 0.8;
  navigator.mediaDevices.getUserMedia = async () => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [640, 360];
    const context = canvas.getContext('2d');
    setInterval(() => {
      context.fillStyle = '#464646';
      context.fillRect(0, 0, 640, 360);
      context.fillStyle = '#f00';
      if (globalThis.visitorAt !== null) context.fillRect(globalThis.visitorAt * 640 - 60, 60, 120, 300);
    }, 33);
    return canvas.captureStream(30);
  };
`;

/** Says of each frame of what is shown whether the room's grey can be seen in its corner. */
const WATCH = `
  globalThis.watch = async (until) => {
    const [track] = document.querySelector('per-pixel').captureStream().getVideoTracks();
    const reader = new MediaStreamTrackProcessor({ track }).readable.getReader();
    const seen = [];
    while (!until()) {
      const { value: frame, done } = await reader.read();
      if (done) break;
      const pixels = new Uint8Array(frame.allocationSize({ format: 'RGBA' }));
      await frame.copyTo(pixels, { format: 'RGBA' });
      frame.close();
      const [r, g, b] = pixels.subarray(0, 3);
      seen.push(r > 45 && Math.abs(r - b) < 10 && g < 110 ? 'raw' : r + g + b < 12 ? 'black' : 'clean');
    }
    await reader.cancel();
    track.stop();
    return seen;
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
      reducedMotion: 'no-preference',
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

describe('a screen at work', () => {
  const states = (page: Page): Promise<string[]> =>
    page.evaluate(() => {
      const viewer = document.querySelector('per-pixel');
      const seen: string[] = [];
      Object.assign(globalThis, { seen });
      viewer?.addEventListener('perpixel-frame', () => seen.push(viewer.kioskState ?? ''));
      return seen;
    });
  const seenSince = (page: Page): Promise<string[]> =>
    page.evaluate(() => [...new Set((globalThis as unknown as { seen: string[] }).seen)]);
  const setModel = (page: Page, model: string): Promise<void> =>
    page.evaluate((id) => void Object.assign(document.querySelector('per-pixel')!, { model: id }), model);

  it('takes another model without a gap, and stays with the last one where that cannot be had', async () => {
    const { page } = await openApp({
      query: 'kiosk&source=camera&model=tiny',
      camera: 'person',
      prepare: wall({ attract: false }),
    });
    await labelled(page, 10);
    await states(page);
    await setModel(page, 'selfie-landscape');
    await expect
      .poll(() => page.evaluate(() => document.querySelector('per-pixel')?.stats().model))
      .toBe('selfie-landscape');
    const failed = nextError(page);
    await setModel(page, 'nowhere');
    expect((await failed).code).toBe('model-download');
    await framesFromNow(page, 5);
    expect(await page.evaluate(() => document.querySelector('per-pixel')?.stats().model)).toBe('selfie-landscape');
    expect(await seenSince(page)).toEqual(['live']);
  });

  it('lets no raw frame through between two overlays that hide the room, nor while a worker is replaced', async () => {
    const overlays = ['replace', 'cutout'].map((overlay) => ({ overlay, seconds: 3, opacity: 0.5 }));
    const { page } = await openApp({
      query: 'kiosk&source=camera&model=tiny&faults',
      camera: 'person',
      reducedMotion: 'no-preference',
      prepare: async (context) => {
        await wall({ overlays, attract: false })(context);
        await context.addInitScript(WATCH);
      },
    });
    await labelled(page, 5);
    const seen = await page.evaluate(async () => {
      const viewer = document.querySelector('per-pixel')!;
      const crash = (): void =>
        void (viewer as unknown as { injectFault(fault: string): Promise<void> }).injectFault('worker-crash');
      const { watch } = globalThis as unknown as { watch(until: () => boolean): Promise<string[]> };
      const from = viewer.overlay;
      // to the other overlay, back, and on: with a worker that dies in each
      const all: string[] = [];
      for (const wanted of [from === 'replace' ? 'cutout' : 'replace', from]) {
        all.push(...(await watch(() => viewer.overlay === wanted)));
        crash();
      }
      return [...all, ...(await watch(() => viewer.overlay !== from))];
    });
    expect(seen).toContain('clean');
    expect(seen).not.toContain('raw');
  });
});
