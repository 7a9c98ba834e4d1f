import type { BrowserContext, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { framesFromNow, labelled, openApp } from './app.ts';

declare global {
  /** What the camera gave last. */
  var cameraTrack: MediaStreamTrack | undefined;
  /** Whether cameras give no picture, as with a closed shutter or a loose cable. */
  var dark: boolean | undefined;
}

/** A camera that can be muted: Chromium's own fake one never is. */
const SHUTTERED_CAMERA = `
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  Object.defineProperty(MediaStreamTrack.prototype, 'muted', { get: () => globalThis.dark === true });
  navigator.mediaDevices.getUserMedia = async (wish) => {
    const stream = await open(wish);
    [globalThis.cameraTrack] = stream.getVideoTracks();
    return stream;
  };
`;

const state = (page: Page): Promise<string | null | undefined> =>
  page.evaluate(() => document.querySelector('per-pixel')?.kioskState);
const shown = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => document.querySelector('per-pixel')?.source);

describe('a kiosk in trouble', () => {
  it('lets the street stand in for a camera without a picture, and takes the camera back by itself', async () => {
    const { page } = await openApp({
      query: 'kiosk&model=tiny&source=camera',
      camera: 'person',
      graphics: 'webgl',
      prepare: (context: BrowserContext) => context.addInitScript(SHUTTERED_CAMERA),
    });
    await labelled(page, 5);
    await page.evaluate(() => {
      globalThis.dark = true;
      globalThis.cameraTrack?.dispatchEvent(new Event('mute'));
    });
    await expect.poll(() => state(page), { timeout: 40_000 }).toBe('degraded');
    await framesFromNow(page, 5);
    expect(await page.getByRole('status').filter({ visible: true }).count()).toBe(1);
    await page.evaluate(() => (globalThis.dark = false));
    await expect.poll(() => state(page), { timeout: 20_000 }).toBe('live');
    await framesFromNow(page, 5);
    expect(await shown(page)).toBe('camera');
  });

  it('labels on WASM where the WebGPU that was asked for is not to be had', async () => {
    const { page } = await openApp({ query: 'kiosk&model=tiny&source=camera&backend=webgpu', camera: 'person' });
    expect(await labelled(page, 5)).toMatchObject({ backend: 'wasm' });
    await expect.poll(() => state(page)).toBe('degraded');
  });

  it('loads itself anew when no worker can be had, and only once', async () => {
    let broken = true;
    /** Workers refused in each life of the page. */
    const refused: number[] = [];
    const { page } = await openApp({
      query: 'kiosk&model=tiny&source=camera',
      camera: 'person',
      prepare: async (context) => {
        context.on('page', (opened) => opened.on('domcontentloaded', () => refused.push(0)));
        await context.route('**/pipeline.worker*.js', async (route) => {
          if (!broken) return route.continue();
          refused[refused.length - 1] = (refused.at(-1) ?? 0) + 1;
          return route.abort();
        });
      },
    });
    await expect.poll(() => refused.length, { timeout: 60_000 }).toBe(2);
    await expect.poll(() => refused.at(-1), { timeout: 60_000 }).toBeGreaterThan(refused[0] ?? 0);
    expect(refused).toHaveLength(2);
    expect(await page.getByText('Every pixel has a name').count()).toBe(1);
    broken = false;
    await labelled(page, 5);
    expect(refused).toHaveLength(2);
  });
});
