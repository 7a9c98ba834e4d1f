import type { BrowserContext, Page } from 'playwright';
import { describe, expect, inject, it } from 'vitest';
import { labelled, openApp } from './app.ts';
import { violations } from './axe.ts';

/** A hash of the picture as drawn, coarse enough for two frames of the same scene to differ only with the overlay. */
async function averageColour(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const viewer = document.querySelector('per-pixel');
    await viewer?.updateComplete;
    const blob = await viewer?.snapshot();
    if (!blob) return [];
    const bitmap = await createImageBitmap(blob);
    const canvas = new OffscreenCanvas(1, 1);
    const context = canvas.getContext('2d');
    if (context) context.imageSmoothingQuality = 'high';
    context?.drawImage(bitmap, 0, 0, 1, 1);
    return Array.from(context?.getImageData(0, 0, 1, 1).data ?? []);
  });
}

describe('the page', () => {
  it('has nothing for axe to find, at any size, light or dark', async () => {
    const { page } = await openApp({ query: 'source=camera&model=tiny', camera: 'person' });
    await labelled(page);
    await page.locator('pp-hud summary').click();
    for (const [colorScheme, width, height] of [
      ['light', 1280, 800],
      ['dark', 1280, 800],
      ['light', 390, 844],
      ['dark', 1920, 1080],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      expect(await violations(page), `${colorScheme} at ${width} × ${height}`).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, `${colorScheme} at ${width} × ${height}`).toBeLessThanOrEqual(0);
    }
  });

  it('draws each overlay differently', async () => {
    const { page } = await openApp({ query: 'source=camera&model=selfie', camera: 'person' });
    await labelled(page, 5);
    await page.getByRole('button', { name: /pause/i }).click();
    const overlays = page.getByRole('radiogroup', { name: 'Overlay' });
    const seen = new Map<string, string>();
    for (const name of ['Labels', 'Outline', 'Blur', 'Replace', 'Cut-out', 'Confidence', 'Entropy', 'Picture']) {
      await overlays.getByRole('radio', { name }).check({ force: true });
      seen.set((await averageColour(page)).join(), name);
    }
    // a blur keeps the average colour nearly, and may round to that of the picture
    expect(seen.size).toBeGreaterThanOrEqual(7);
  });

  it('names the class under the pointer and its confidence', async () => {
    const { page } = await openApp({ query: 'source=camera&model=selfie', camera: 'person' });
    await labelled(page, 3);
    const box = await page.locator('per-pixel .stage').boundingBox();
    if (!box) throw new Error('no stage');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.8);
    const bubble = page.locator('pp-inspector .bubble');
    await bubble.waitFor();
    expect(await bubble.textContent()).toMatch(/person\s+\d+(\.\d+)? % sure/);
  });

  it('is worked by keyboard: inspect, pause, change the overlay', async () => {
    const { page } = await openApp({ query: 'source=camera&model=tiny', camera: 'person' });
    await labelled(page, 3);
    await page.locator('per-pixel .stage').focus();
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => page.locator('pp-inspector [role=status]').textContent()).toMatch(/sure/);
    await page.keyboard.press('2');
    expect(await page.locator('per-pixel').getAttribute('overlay')).toBe('outline');
    await page.keyboard.press(' ');
    await page.getByRole('button', { name: /play/i }).waitFor();
  });

  it('saves a picture as PNG and the statistics as JSON', async () => {
    const { page } = await openApp({ query: 'source=camera&model=tiny', camera: 'person' });
    await labelled(page, 3);
    const picture = page.waitForEvent('download');
    await page.getByRole('button', { name: /snapshot|save.*picture/i }).click();
    expect((await picture).suggestedFilename()).toMatch(/^perpixel-.*\.png$/);
    await page.locator('pp-hud summary').click();
    const figures = page.waitForEvent('download');
    await page.getByRole('button', { name: /stat|figures|json/i }).click();
    const stream = await (await figures).createReadStream();
    const text = (await stream.toArray()).join('');
    expect(JSON.parse(text)).toMatchObject({ model: 'tiny', backend: 'wasm', stages: { inference: {} } });
  });

  it('gives what it shows as a stream', async () => {
    const { page } = await openApp({ query: 'source=camera&model=tiny', camera: 'person' });
    await labelled(page, 3);
    const size = await page.evaluate(async () => {
      const stream = document.querySelector('per-pixel')?.captureStream();
      const [track] = stream?.getVideoTracks() ?? [];
      const { width: first } = track?.getSettings() ?? {};
      const video = document.createElement('video');
      video.muted = true;
      video.srcObject = stream ?? null;
      await video.play();
      return [first, video.videoWidth, video.videoHeight];
    });
    // from its first picture on: recorders do not take to another size
    expect(size).toEqual([320, 320, 240]);
  });
});

describe('a first visit', () => {
  /**
   * What the stage says, and how far its bar is, each time that changes: a step that is over within a frame of a busy machine
   * was shown too.
   */
  const watched = async (context: BrowserContext): Promise<void> => {
    await context.addInitScript(() => {
      const seen: { title: string; bar: number | null }[] = [];
      Object.assign(globalThis, { seen });
      const look = (status: ShadowRoot): void => {
        const title = status.querySelector('.loading h2, .toast strong')?.textContent ?? '';
        const bar = status.querySelector('progress')?.position ?? null;
        const last = seen.at(-1);
        if (title && (last?.title !== title || last.bar !== bar)) seen.push({ title, bar });
      };
      const { attachShadow } = Element.prototype;
      Element.prototype.attachShadow = function (options) {
        const root = attachShadow.call(this, options);
        const all = { subtree: true, childList: true, characterData: true, attributes: true };
        if (this.localName === 'pp-status') new MutationObserver(() => look(root)).observe(root, all);
        return root;
      };
    });
  };
  const seenOn = (page: Page): Promise<{ title: string; bar: number | null }[]> =>
    page.evaluate(() => (globalThis as unknown as { seen: { title: string; bar: number | null }[] }).seen);

  it('opens the network while the street is set up, and never shows a bar that stands full', async () => {
    // the street is not there before the network is: it would now be the one, now the other that is ready first
    let letStreet = (): void => undefined;
    const network = new Promise<void>((resolve) => (letStreet = resolve));
    const { page } = await openApp({
      query: 'source=street',
      graphics: 'webgl',
      reducedMotion: 'no-preference',
      prepare: async (context) => {
        await watched(context);
        await context.route('**/street.worker*', async (route) => {
          await network;
          await route.continue();
        });
      },
    });
    await expect
      .poll(async () => (await seenOn(page)).map(({ title }) => title))
      .toEqual(expect.arrayContaining(['Setting up the street', 'Loading the runtime', 'Preparing the network']));
    // nothing but the street is waited for now
    await page.getByRole('heading', { name: 'Setting up the street' }).waitFor();
    letStreet();
    await labelled(page, 1);
    expect((await seenOn(page)).filter(({ bar }) => bar === 1)).toEqual([]);
  });

  it('says what the browser does once everything has come', async () => {
    const { page } = await openApp({
      query: 'source=camera&model=driving&backend=wasm',
      camera: 'person',
      prepare: watched,
    });
    await labelled(page, 1);
    const titles = (await seenOn(page)).map(({ title }) => title);
    expect(titles).toContain('Preparing the network');
    expect(titles.at(-1)).toBe('Labelling the first frame');
    // another network of the picker says the same, while this one goes on
    await page.evaluate(() => {
      const viewer = document.querySelector('per-pixel');
      if (viewer) viewer.model = 'driving-street';
    });
    await expect
      .poll(async () => (await seenOn(page)).slice(titles.length).map(({ title }) => title))
      .toContain('Preparing the network');
  });
});

describe('the example page', () => {
  it('embeds the element and calls the function', async () => {
    const { page, complaints, strangers } = await openApp({ camera: 'none', graphics: 'webgl' });
    await page.goto(`${inject('site')}example.html`);
    await page.locator('output[data-ready]').waitFor({ timeout: 60_000 });
    const { encode } = await import('fast-png');
    const grey = encode({ width: 30, height: 20, data: new Uint8Array(1800).fill(90), channels: 3, depth: 8 });
    await page.locator('input[type=file]').setInputFiles({
      name: 'grey.png',
      mimeType: 'image/png',
      buffer: Buffer.from(grey),
    });
    await expect.poll(() => page.locator('output').textContent()).toMatch(/^30 × 20 pixels, .* % person, [\d.]+ ms$/);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 390, height: 844 });
    const { ink, width } = await page.evaluate(() => ({
      ink: getComputedStyle(document.body).color,
      width: document.documentElement.scrollWidth,
    }));
    expect(ink, 'on what the browser makes dark').toBe('rgb(255, 255, 255)');
    expect(width, 'of a telephone').toBe(390);
    expect(complaints).toEqual([]);
    expect(strangers).toEqual([]);
  });
});
