import type { BrowserContext, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { framesFromNow, labelled, nextError, openApp } from './app.ts';

/** Remembers every track that a camera gave, and every copy of one. */
async function rememberTracks(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const tracks: MediaStreamTrack[] = [];
    const { mediaDevices } = navigator;
    const open = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (constraints) => {
      const stream = await open(constraints);
      tracks.push(...stream.getTracks());
      return stream;
    };
    const { clone } = MediaStreamTrack.prototype;
    MediaStreamTrack.prototype.clone = function (this: MediaStreamTrack) {
      const copy = clone.call(this);
      tracks.push(copy);
      return copy;
    };
    Object.assign(window, { tracks });
  });
}

/** How many of a camera's tracks are live, and how many there have been. */
function lamps(page: Page): Promise<{ live: number; all: number }> {
  return page.evaluate(() => {
    const { tracks } = window as unknown as { tracks: MediaStreamTrack[] };
    return { live: tracks.filter(({ readyState }) => readyState === 'live').length, all: tracks.length };
  });
}

const state = (page: Page, wanted: string): Promise<unknown> =>
  page.evaluate(
    (name) =>
      new Promise((resolve) => {
        document.addEventListener('perpixel-statechange', ({ detail }) => detail.state === name && resolve(null));
      }),
    wanted,
  );

const openCamera = (query = '') =>
  openApp({
    query: `source=camera&model=tiny&backend=wasm${query}`,
    camera: 'pattern',
    permission: 'granted',
    prepare: rememberTracks,
  });

describe('a camera', () => {
  it('is let go of while it is paused, and taken again', async () => {
    const { page, complaints } = await openCamera();
    await labelled(page);
    await page.getByRole('button', { name: /pause/i }).click();
    expect((await lamps(page)).live).toBe(0);
    // another model while nobody looks needs no camera either
    await page.evaluate(() => (document.querySelector('per-pixel')!.mirror = true));
    await state(page, 'paused');
    expect((await lamps(page)).live).toBe(0);
    await page.getByRole('button', { name: /play/i }).click();
    await framesFromNow(page, 3);
    expect((await lamps(page)).live).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
  });

  it('and its picture are gone once no source is named', async () => {
    const { page } = await openCamera();
    await labelled(page);
    const idle = state(page, 'idle');
    await page.evaluate(() => document.querySelector('per-pixel')!.removeAttribute('source'));
    await idle;
    expect((await lamps(page)).live).toBe(0);
    expect(await page.locator('per-pixel canvas.picture').count()).toBe(0);
    await page.getByRole('button', { name: 'Use the camera' }).click();
    await labelled(page);
  });

  it('is let go of where its model cannot be had, and taken again with one that can', async () => {
    const { page } = await openApp({
      query: 'source=camera&model=./nothing.json&backend=wasm',
      camera: 'pattern',
      permission: 'granted',
      prepare: rememberTracks,
    });
    await page.getByRole('alert').waitFor();
    const { live, all } = await lamps(page);
    expect(live).toBe(0);
    expect(all).toBeGreaterThan(0);
    await page.evaluate(() => (document.querySelector('per-pixel')!.model = 'tiny'));
    await labelled(page);
  });

  it('leaves no frame to be collected when the model changes under it', async () => {
    const { page } = await openCamera();
    const unclosed: string[] = [];
    page.on('console', (message) => {
      if (/garbage collected/.test(message.text())) unclosed.push(message.text());
    });
    await labelled(page);
    const session = await page.context().newCDPSession(page);
    for (const mirror of [true, false, true]) {
      await page.evaluate((value) => (document.querySelector('per-pixel')!.mirror = value), mirror);
      await page.waitForFunction(() => (document.querySelector('per-pixel')?.stats().frames ?? 99) < 3);
      await labelled(page, 5);
      await session.send('HeapProfiler.collectGarbage');
    }
    await page.evaluate(() => document.querySelector('per-pixel')!.removeAttribute('source'));
    await session.send('HeapProfiler.collectGarbage');
    expect(unclosed).toEqual([]);
  });
});

describe('what cannot be had', () => {
  const actions = (page: Page): Promise<string[]> =>
    page.locator('pp-status button').evaluateAll((all) => all.map(({ textContent }) => textContent?.trim() ?? ''));

  it('as a model leaves the one at work, which the choice goes on to show', async () => {
    const { page } = await openCamera();
    await labelled(page);
    const failed = nextError(page);
    await page.evaluate(() => (document.querySelector('per-pixel')!.model = './nothing.json'));
    expect(await failed).toMatchObject({ code: 'model-download' });
    await framesFromNow(page, 5);
    expect(await page.locator('per-pixel').getAttribute('model')).toBe('tiny');
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(await actions(page)).toEqual(['Try again', 'Show the street', 'Open a file', 'Close']);
    const again = nextError(page);
    await page.getByRole('button', { name: 'Try again' }).click();
    expect(await again).toMatchObject({ code: 'model-download' });
  });

  it('as a camera lets what was on its way before come, and that is what is chosen', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const { page } = await openApp({
      query: 'source=street&model=tiny&backend=wasm',
      camera: 'pattern',
      permission: 'ask',
      graphics: 'webgl',
      prepare: (context) =>
        context.route('**/tiny*.onnx', async (route) => {
          await held;
          await route.continue();
        }),
    });
    const failed = nextError(page);
    await page
      .getByRole('radio', { name: 'Camera' })
      .or(page.getByRole('button', { name: 'Camera', exact: true }))
      .first()
      .click();
    expect(await failed).toMatchObject({ code: 'camera-denied' });
    expect(await actions(page)).toEqual(['Try again', 'Open a file', 'Close']);
    release();
    await labelled(page);
    expect(await page.locator('per-pixel').getAttribute('source')).toBe('street');
    expect(await page.locator('pp-toolbar').evaluate((bar) => (bar as HTMLElement & { source: string }).source)).toBe(
      'street',
    );
  });

  it('as the first file offers to try again, the street, and another file', async () => {
    const { page } = await openCamera();
    await labelled(page);
    await page.evaluate(() => document.querySelector('per-pixel')!.removeAttribute('source'));
    await page.evaluate(() =>
      document
        .querySelector('per-pixel')!
        .openFile(new File(['no film'], 'broken.mp4', { type: 'video/mp4' }))
        .catch(() => undefined),
    );
    await page.getByRole('alert').waitFor();
    expect(await actions(page)).toEqual(['Try again', 'Show the street', 'Open a file']);
    expect(await page.locator('pp-toolbar').evaluate((bar) => (bar as HTMLElement & { source: string }).source)).toBe(
      '',
    );
  });
});
