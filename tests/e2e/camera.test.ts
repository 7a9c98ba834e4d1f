import { beforeAll, describe, expect, it } from 'vitest';
import { labelled, nextError, openApp } from './app.ts';
import { writeFakeCamera } from './fake-camera.ts';

/** In the page: frames labelled until the display has taken so many pictures more. */
async function labelledAfter(pictures: number): Promise<number> {
  for (let taken = 0; taken < pictures; taken += 1) await new Promise(requestAnimationFrame);
  return document.querySelector('per-pixel')?.stats().frames ?? 0;
}

let film: string;
beforeAll(async () => {
  film = await writeFakeCamera({ width: 640, height: 480, frames: 12 });
});

describe('a camera', () => {
  it('is labelled live, as in a mirror, by the model that suits its shape', async () => {
    const { page, complaints, strangers } = await openApp({ query: 'source=camera', camera: film });
    expect(await labelled(page, 10)).toMatchObject({ model: 'selfie', backend: 'wasm' });
    const [person, sum] = await page.evaluate(
      () =>
        new Promise<[number, number]>((resolve) => {
          document.addEventListener('perpixel-frame', ({ detail: { shares } }) =>
            resolve([shares[1] ?? 0, shares.reduce((total, share) => total + share, 0)]),
          );
        }),
    );
    expect(person).toBeGreaterThan(0.15);
    expect(person).toBeLessThan(0.6);
    expect(sum).toBeCloseTo(1, 5);
    const report = await page.evaluate(() => document.querySelector('per-pixel')?.stats());
    expect(report?.glassToGlass?.p50).toBeGreaterThan(0);
    expect(report?.stages.inference.p50).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
    expect(strangers).toEqual([]);
  });

  it('is not asked for before the visitor wants it; the street is shown instead', async () => {
    const { page } = await openApp({
      query: 'model=tiny',
      graphics: 'webgl',
      camera: film,
      permission: 'ask',
      prepare: async (context) => {
        await context.addInitScript(() => {
          const asked = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
          navigator.mediaDevices.getUserMedia = (constraints) => {
            document.documentElement.dataset['asked'] = 'yes';
            return asked(constraints);
          };
        });
      },
    });
    await labelled(page);
    expect(await page.locator('per-pixel').getAttribute('source')).toBe('street');
    expect(await page.evaluate(() => document.documentElement.dataset['asked'])).toBeUndefined();
  });

  it('starts by itself where its permission stands', async () => {
    const { page } = await openApp({ camera: film, permission: 'granted' });
    await labelled(page);
    expect(await page.locator('per-pixel').getAttribute('source')).toBe('camera');
  });

  it('that does not exist is told, with what to do, and the street is one press away', async () => {
    const { page, complaints } = await openApp({
      query: 'source=camera&model=tiny',
      camera: 'none',
      graphics: 'webgl',
    });
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(/No camera.*Plug one in/s);
    await page.getByRole('button', { name: 'Show the street' }).click();
    await labelled(page);
    expect(complaints).toEqual([]);
  });

  it('that is denied is told, with where to allow it', async () => {
    const { page } = await openApp({ query: 'source=camera&model=tiny', camera: 'pattern', permission: 'ask' });
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(/not allowed.*address bar/s);
  });

  it('that goes away while running is told; “Try again” takes it back', async () => {
    const { page, context } = await openApp({
      query: 'source=camera&model=tiny',
      camera: 'pattern',
      permission: 'granted',
    });
    await labelled(page);
    const lost = nextError(page);
    await context.clearPermissions();
    expect(await lost).toMatchObject({ code: 'camera-unplugged' });
    await context.grantPermissions(['camera'], { origin: new URL(page.url()).origin });
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.waitForFunction(() => document.querySelector('per-pixel')?.stats().frames !== 0);
    await page.getByRole('alert').waitFor({ state: 'detached' });
    await labelled(page);
  });

  it('pauses and goes on', async () => {
    const { page } = await openApp({ query: 'source=camera&model=tiny', camera: film });
    await labelled(page);
    await page.getByRole('button', { name: /pause/i }).click();
    await page.getByRole('button', { name: /play/i }).waitFor();
    const frames = await page.evaluate(labelledAfter, 30);
    expect(await page.evaluate(labelledAfter, 60)).toBe(frames);
    await page.getByRole('button', { name: /play/i }).click();
    await labelled(page, frames + 3);
  });
});
