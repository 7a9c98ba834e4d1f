import type { Page } from 'playwright';
import { beforeAll, describe, expect, it } from 'vitest';
import { framesFromNow, labelled, openApp } from './app.ts';
import { violations } from './axe.ts';
import { writeFakeCamera } from './fake-camera.ts';

/** Squares of the camera's picture, 256 × 256: two things of one class, the first one larger, and one of another. */
const SQUARES = [
  { left: 20, top: 90, side: 90, colour: [230, 20, 20] },
  { left: 170, top: 110, side: 60, colour: [230, 20, 20] },
  { left: 130, top: 20, side: 50, colour: [20, 220, 20] },
] as const;
/** The background, which is to be told from all else. */
const GREY = 110;

let film = '';
beforeAll(async () => {
  const picture = new Uint8ClampedArray(256 * 256 * 4).fill(GREY);
  for (const { left, top, side, colour } of SQUARES) {
    for (let y = top; y < top + side; y += 1) {
      for (let x = left; x < left + side; x += 1) picture.set(colour, (y * 256 + x) * 4);
    }
  }
  film = await writeFakeCamera({ width: 320, height: 240, frames: 1, picture });
});

/** Where nothing but background is, as shares of the picture: as far from any square as its soft edge does not reach. */
const BARE = [
  [0.04, 0.05],
  [0.95, 0.05],
  [0.04, 0.95],
  [0.95, 0.95],
  [0.5, 0.9],
] as const;

/** Where a square's middle is in the picture as shown, which is the camera's as in a mirror: shares of it. */
function middleOf(square: number): [x: number, y: number] {
  const { left, top, side } = SQUARES[square]!;
  return [1 - (left + side / 2) / 256, (top + side / 2) / 256];
}

async function open(query: string, viewport = { width: 1000, height: 700 }): Promise<Page> {
  const { page } = await openApp({ query: `source=camera&model=tiny&backend=wasm&${query}`, camera: film, viewport });
  await labelled(page);
  return page;
}

/** Which squares can be seen in what is drawn, and whether any of the background. */
async function seen(page: Page): Promise<{ squares: number[]; background: boolean }> {
  const middles = SQUARES.map((_, index) => middleOf(index));
  return page.evaluate(
    async ({ points, bare, grey }) => {
      const bitmap = await createImageBitmap(await document.querySelector('per-pixel')!.snapshot());
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
      context.drawImage(bitmap, 0, 0);
      const at = (x: number, y: number): number[] => [
        ...context.getImageData(Math.floor(x * bitmap.width), Math.floor(y * bitmap.height), 1, 1).data,
      ];
      const strong = ([r = 0, g = 0, b = 0, a = 0]: number[]): boolean =>
        a > 128 && Math.max(r, g, b) - Math.min(r, g, b) > 90;
      const isGrey = ([r = 0, g = 0, b = 0, a = 0]: number[]): boolean =>
        a > 128 && [r, g, b].every((channel) => Math.abs(channel - grey) < 12);
      const squares = points.flatMap(([x, y], index) => (strong(at(x, y)) ? [index] : []));
      return { squares, background: bare.some(([x, y]) => isGrey(at(x, y))) };
    },
    { points: middles, bare: BARE, grey: GREY },
  );
}

async function pointAt(page: Page, square: number): Promise<{ x: number; y: number }> {
  const box = await page.locator('per-pixel canvas.picture').boundingBox();
  if (!box) throw new Error('no picture');
  // fitted into its canvas's box, 4 to 3
  const scale = Math.min(box.width / 4, box.height / 3);
  const [x, y] = middleOf(square);
  const place = {
    x: box.x + (box.width - 4 * scale) / 2 + x * 4 * scale,
    y: box.y + (box.height - 3 * scale) / 2 + y * 3 * scale,
  };
  await page.mouse.move(place.x, place.y);
  return place;
}

const bubble = (page: Page) => page.locator('pp-inspector .bubble');

describe('things told apart', () => {
  it('are switched on, numbered, counted in the legend, named under the pointer, and kept in the address', async () => {
    const page = await open('');
    await pointAt(page, 0);
    await expect.poll(() => bubble(page).textContent()).toMatch(/^\s*red\s+\d+\.\d % sure/);
    const chosen = page.evaluate(
      () =>
        new Promise((resolve) =>
          document.addEventListener('perpixel-labellingchange', ({ detail }) => resolve(detail.labelling), {
            once: true,
          }),
        ),
    );
    await page.getByRole('radio', { name: 'Panoptic' }).check({ force: true });
    expect(await chosen).toBe('panoptic');
    await expect.poll(() => page.url()).toContain('labelling=panoptic');
    const row = (name: string) => page.locator('pp-legend tbody tr', { hasText: name }).locator('th');
    await expect.poll(async () => (await row('red').innerText()).replace(/\s+/g, ' ')).toBe('red 2');
    expect((await row('green').innerText()).replace(/\s+/g, ' ')).toBe('green 1');
    const instances = await page.evaluate(
      () =>
        new Promise<number[][]>((resolve) =>
          document.addEventListener('perpixel-frame', ({ detail }) =>
            resolve((detail.instances ?? []).map(({ track, area }) => [track, area])),
          ),
        ),
    );
    const [largest] = instances.toSorted(([, a = 0], [, b = 0]) => b - a);
    await pointAt(page, 0);
    await expect
      .poll(() => bubble(page).textContent())
      .toMatch(new RegExp(`^\\s*red ${largest?.[0]}\\s+\\d+\\.\\d % sure · 1\\d\\.\\d % of the picture`));
    await framesFromNow(page, 2);
    expect((await seen(page)).background).toBe(false);
    await page.getByRole('radio', { name: 'Instance' }).check({ force: true });
    await framesFromNow(page, 2);
    expect((await seen(page)).background).toBe(true);
  });

  it('have nothing for axe to find on a phone, and their switch is as large as a finger', async () => {
    const page = await open('labelling=panoptic&overlay=blur&keep=nearest', { width: 390, height: 844 });
    await page.locator('pp-things li').first().waitFor();
    expect(await violations(page)).toEqual([]);
    const box = await page.locator('pp-things .key').first().boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(40);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });
});

describe('a view that hides the background', () => {
  it('leaves everyone in front, the nearest, or whoever is chosen by a click or in the list', async () => {
    const page = await open('overlay=cutout');
    // how surely the tiny model tells grey is its own affair
    expect((await seen(page)).squares).toEqual([0, 1, 2]);
    await page.getByRole('radio', { name: 'Nearest' }).check({ force: true });
    await expect.poll(() => seen(page)).toEqual({ squares: [0], background: false });
    expect(await page.locator('per-pixel').getAttribute('keep')).toBe('nearest');
    const { x, y } = await pointAt(page, 1);
    await expect.poll(() => bubble(page).textContent()).toContain('Hidden. Click to keep');
    await page.mouse.click(x, y);
    await expect.poll(() => seen(page)).toEqual({ squares: [0, 1], background: false });
    const boxes = page.locator('pp-things li input');
    await expect.poll(() => boxes.count()).toBe(3);
    for (const box of await boxes.all()) await box.uncheck({ force: true });
    await expect.poll(() => seen(page)).toEqual({ squares: [], background: false });
    expect(await page.locator('per-pixel').getAttribute('keep')).toBe('none');
    await boxes.first().focus();
    await page.keyboard.press('Space');
    await expect.poll(async () => (await seen(page)).squares).toHaveLength(1);
    expect(await page.locator('per-pixel').getAttribute('keep')).toMatch(/^\d+$/);
  });

  it('keeps nobody whom another worker calls by the number that was chosen', async () => {
    const page = await open('overlay=cutout&keep=nearest&faults');
    await expect.poll(() => page.locator('pp-things li input').count()).toBe(3);
    await page.getByRole('radio', { name: 'Chosen' }).check({ force: true });
    await expect.poll(() => page.locator('per-pixel').getAttribute('keep')).toMatch(/^\d+$/);
    await expect.poll(() => seen(page)).toEqual({ squares: [0], background: false });
    await page.evaluate(async () => {
      const viewer = document.querySelector('per-pixel') as unknown as { injectFault(fault: string): Promise<void> };
      await viewer.injectFault('worker-crash');
    });
    await expect.poll(() => page.locator('per-pixel').getAttribute('keep'), { timeout: 60_000 }).toBe('none');
    await framesFromNow(page, 3);
    expect(await seen(page)).toEqual({ squares: [], background: false });
  });

  it('shows nobody in place of one who is lost, and nobody where the name is none', async () => {
    const page = await open('overlay=cutout&keep=999');
    expect(await seen(page)).toEqual({ squares: [], background: false });
    await page.evaluate(() => document.querySelector('per-pixel')!.setAttribute('keep', 'somebody'));
    await page.locator('per-pixel').getByText('“keep” cannot be “somebody”.').waitFor();
    expect(await seen(page)).toEqual({ squares: [], background: false });
    await page.evaluate(() => document.querySelector('per-pixel')!.removeAttribute('keep'));
    await expect.poll(async () => (await seen(page)).squares).toEqual([0, 1, 2]);
  });
});
