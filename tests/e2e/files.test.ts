import { fileURLToPath } from 'node:url';
import { encode } from 'fast-png';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { labelled, nextError, openApp } from './app.ts';

const media = (name: string): string => fileURLToPath(new URL(`../fixtures/media/${name}`, import.meta.url));

/** A PNG of one saturated red, which the tiny model labels 1. */
function redPng(width: number, height: number): Buffer {
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < data.length; i += 3) data[i] = 255;
  return Buffer.from(encode({ width, height, data, channels: 3, depth: 8 }));
}

async function choose(page: Page, file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  await page.locator('pp-toolbar input[type=file]').setInputFiles(file);
}

describe('a file', () => {
  it('of a video plays, pauses, seeks and loops', async () => {
    const { page, complaints } = await openApp({ query: 'source=camera&model=tiny', camera: 'person' });
    await labelled(page);
    await choose(page, media('street.mp4'));
    await page.getByRole('slider', { name: /seek|position|time/i }).waitFor();
    await labelled(page, 5);
    await page.evaluate(() => document.querySelector('per-pixel')?.pause());
    for (const target of [1, 0.2, 1.6]) {
      const seconds = await page.evaluate(
        (to) =>
          new Promise<number>((resolve) => {
            // the frame that was under way when it paused comes first
            document.addEventListener('perpixel-frame', ({ detail: { seconds } }) => {
              if (Math.abs(seconds - to) < 0.1) resolve(seconds);
            });
            void document.querySelector('per-pixel')?.seek(to);
          }),
        target,
      );
      // a frame lasts a fifteenth of a second
      expect(target - seconds).toBeGreaterThanOrEqual(0);
      expect(target - seconds).toBeLessThan(0.07);
    }
    expect(complaints).toEqual([]);
  });

  it('that shows a street is offered to be labelled as one, and not by a model of people in silence', async () => {
    const { page, complaints } = await openApp({ query: 'source=camera&backend=wasm', camera: 'person' });
    await labelled(page);
    await choose(page, fileURLToPath(new URL('../../src/apps/analyst/sample/sample-still.jpg', import.meta.url)));
    await page.getByText(/looks like a street, and the model at work knows people alone/).waitFor();
    await page.getByRole('button', { name: 'Label the street' }).click();
    await expect.poll(() => page.url()).toContain('model=driving');
    await page.getByRole('row', { name: /road/ }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('of an image is labelled whole, down to a single pixel', async () => {
    const { page } = await openApp({ query: 'source=camera&model=tiny', camera: 'person' });
    await labelled(page);
    for (const [width, height] of [
      [1, 1],
      [333, 77],
    ] as const) {
      const frame = page.evaluate(
        (size) =>
          new Promise<{ width: number; height: number; red: number }>((resolve) => {
            document.addEventListener('perpixel-frame', ({ detail }) => {
              const { width, height, shares } = detail;
              if (width === size) resolve({ width, height, red: shares[1] ?? 0 });
            });
          }),
        width,
      );
      await choose(page, { name: 'red.png', mimeType: 'image/png', buffer: redPng(width, height) });
      expect(await frame).toEqual({ width, height, red: 1 });
    }
  });

  it('that cannot be shown is told with what to do, and the picture before it runs on', async () => {
    const { page } = await openApp({ query: 'source=camera&model=tiny', camera: 'person' });
    await labelled(page);
    for (const [file, code, remedy] of [
      [media('text.mp4'), 'video-unsupported', /ffmpeg/],
      [media('sound-only.mp4'), 'video-no-track', /video track/],
      [
        { name: 'huge.png', mimeType: 'image/png', buffer: redPng(8192, 8192) },
        'frame-too-large',
        /36 million.*6000 × 6000/,
      ],
      [
        { name: 'broken.png', mimeType: 'image/png', buffer: Buffer.from('not a png') },
        'image-unsupported',
        /PNG, JPEG/,
      ],
    ] as const) {
      const error = nextError(page);
      await choose(page, file);
      expect(await error).toMatchObject({ code, message: expect.stringMatching(remedy) as string });
      const before = await page.evaluate(() => document.querySelector('per-pixel')?.stats().frames ?? 0);
      await labelled(page, before + 3);
    }
  });

  it('may be dropped onto the picture', async () => {
    const { page } = await openApp({ query: 'source=camera&model=tiny', camera: 'person' });
    await labelled(page);
    const frame = page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          document.addEventListener('perpixel-frame', ({ detail }) => {
            if (detail.width === 20) resolve(detail.height);
          });
        }),
    );
    const bytes = Array.from(redPng(20, 10));
    const transfer = await page.evaluateHandle((content) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(content)], 'red.png', { type: 'image/png' }));
      return data;
    }, bytes);
    await page.locator('per-pixel .stage').dispatchEvent('drop', { dataTransfer: transfer });
    expect(await frame).toBe(10);
  });
});

describe('an address', () => {
  it('of an image on this origin is opened', async () => {
    const { page } = await openApp({
      query: 'source=/picture.png&model=tiny',
      prepare: (context) =>
        context.route('**/picture.png', (route) =>
          route.fulfill({
            contentType: 'image/png',
            body: redPng(40, 30),
            headers: { 'Cross-Origin-Resource-Policy': 'same-origin' },
          }),
        ),
    });
    expect(await labelled(page, 1)).toMatchObject({ model: 'tiny' });
  });

  it.each([
    ['on another origin', 'https://example.com/street.mp4', /another origin.*Save the file/s],
    ['with nothing behind it', '/nothing-here.mp4', /answered 404.*Check the address/s],
  ])('%s is told, and the page stays usable', async (_what, source, words) => {
    const { page, strangers } = await openApp({ query: `source=${encodeURIComponent(source)}&model=tiny` });
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(words);
    await page.getByRole('button', { name: 'Show the street' }).click();
    await labelled(page);
    expect(strangers).toEqual([]);
  });
});
