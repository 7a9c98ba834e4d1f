import type { BrowserContext } from 'playwright';
import { describe, expect, it } from 'vitest';
import { comeBack, leave, VISITED_CAMERA } from '../soak/visitor.ts';
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
    expect(await page.evaluate(leave, 40_000)).not.toBeNull();
    expect(await page.evaluate(rate, 8), 'frames a second while nobody is there').toBeLessThan(12);
    expect(await page.evaluate(comeBack, 10_000)).toBeLessThan(1000);
    await expect.poll(() => page.locator('per-pixel').count()).toBe(1);
    expect(strangers).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
