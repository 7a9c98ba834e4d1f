import type { BrowserContext } from 'playwright';
import { describe, expect, it } from 'vitest';
import { leave, VISITED_CAMERA } from '../soak/visitor.ts';
import { labelled, openApp } from './app.ts';

const visited = async (context: BrowserContext): Promise<void> => {
  await context.addInitScript(VISITED_CAMERA);
  await context.route('**/kiosk.json', (route) => route.fulfill({ json: { idle: { seconds: 5 }, language: 'de' } }));
};

/** In the page: frames a second of the viewer, over the next `count`. */
async function rate(count: number): Promise<number> {
  const frames = (): number => document.querySelector('per-pixel')?.stats().frames ?? 0;
  const [first, began] = [frames(), performance.now()];
  while (frames() < first + count) await new Promise(requestAnimationFrame);
  return (frames() - first) / ((performance.now() - began) / 1000);
}

/**
 * In the page: a visitor comes. How many frames a second are looked at, and how many it took until they saw themselves: a second
 * is so many frames on any machine, and `npm run soak` says how long it is on the one at hand.
 */
async function framesUntilSeen(): Promise<{ readonly rate: number; readonly frames: number }> {
  const viewer = document.querySelector('per-pixel')!;
  const rate = viewer.rate ?? 0;
  let frames = 0;
  viewer.addEventListener('perpixel-frame', () => (frames += 1));
  globalThis.someoneThere = true;
  while (viewer.kioskState !== 'live' || document.querySelector('per-pixel.attract.shown')) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return { rate, frames };
}

describe('an unattended screen and its visitors', () => {
  it('plays its loop when nobody is in view, and is a mirror again within a second of a return', async () => {
    const { page, complaints, strangers } = await openApp({
      query: 'kiosk&source=camera&model=selfie',
      camera: 'person',
      graphics: 'webgl',
      reducedMotion: 'no-preference',
      prepare: visited,
    });
    await labelled(page, 10);
    await page.locator('pp-kiosk-strip').getByText('Mensch').waitFor();
    expect(await page.evaluate(leave, 120_000)).not.toBeNull();
    expect(await page.evaluate(rate, 8), 'frames a second while nobody is there').toBeLessThan(12);
    const seen = await page.evaluate(framesUntilSeen);
    expect(seen.frames).toBeLessThanOrEqual(seen.rate);
    await expect.poll(() => page.locator('per-pixel').count()).toBe(1);
    expect(strangers).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
