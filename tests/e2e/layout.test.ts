import { expect, it } from 'vitest';
import type { Page } from 'playwright';
import { labelled, openApp } from './app.ts';
import { boxesOf, type Boxes } from './boxes.ts';

/** Of the fake camera. */
const PERSON = 4 / 3;

const SIZES = [
  [320, 568],
  [360, 740],
  [390, 844],
  [420, 900],
  // 1280 × 800 at a zoom of 200 %
  [640, 400],
  [640, 800],
  [700, 500],
  [768, 1024],
  [900, 700],
  [1024, 768],
  [1280, 800],
  [1440, 900],
  [2560, 1440],
] as const;

/** Of what a visitor on a phone sees first, CSS pixels from the top of the window. */
function firstScreen(page: Page) {
  return page.evaluate(() => {
    const viewer = document.querySelector('per-pixel')?.shadowRoot;
    const toolbar = viewer?.querySelector('pp-toolbar')?.shadowRoot;
    const sizeOf = (element: Element | null | undefined): number =>
      element ? parseFloat(getComputedStyle(element).fontSize) : 0;
    const boxOf = (element: Element | null | undefined) => element?.getBoundingClientRect() ?? new DOMRect();
    const stage = boxOf(viewer?.querySelector('.stage'));
    return {
      shape: stage.width / stage.height,
      stage: stage.bottom,
      overlays: boxOf(toolbar?.querySelector('.overlays')).bottom,
      smallest: Math.min(sizeOf(document.body), sizeOf(toolbar?.querySelector('.caption'))),
      key: boxOf(toolbar?.querySelector('.sources .key')).height,
    };
  });
}

/** Resolves when the page has been laid out with text of that size, per cent. */
async function withText(page: Page, size: number): Promise<void> {
  await page.evaluate(async (per) => {
    document.documentElement.style.fontSize = `${per}%`;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  }, size);
}

async function expectTidy(page: Page, what: string): Promise<Boxes['stage']> {
  const { overlaps, cut, sideways, stage } = await boxesOf(page);
  expect({ overlaps, cut }, what).toEqual({ overlaps: [], cut: [] });
  expect(sideways, what).toBeLessThanOrEqual(0);
  const height = page.viewportSize()?.height ?? 0;
  expect(stage.height, `${what}: the picture in the window`).toBeLessThan(height * 0.85);
  expect(stage.height, `${what}: the picture`).toBeGreaterThan(height * 0.2);
  return stage;
}

it('lays nothing over anything, at any size of window and text', async () => {
  const { page } = await openApp({ query: 'source=street', graphics: 'webgl' });
  await labelled(page);
  await page.evaluate(() => document.querySelector('per-pixel')?.pause());
  const heights = new Map<string, number>();
  for (const refining of [false, true]) {
    if (refining) await page.getByRole('button', { name: 'Refinement' }).click();
    for (const text of [100, 150, 200]) {
      for (const [width, height] of SIZES) {
        await page.setViewportSize({ width, height });
        await withText(page, text);
        const size = `${width} × ${height}, text ${text} %`;
        const stage = await expectTidy(page, `${size}${refining ? ', refinement' : ''}`);
        // what opens, opens beside or below the picture
        expect(stage.height, size).toBeCloseTo(heights.get(size) ?? stage.height);
        heights.set(size, stage.height);
      }
    }
  }
});

it('asks how wide its place is, not the window', async () => {
  const { page } = await openApp({ query: 'source=camera&model=tiny', camera: 'person' });
  await labelled(page);
  for (const [width, height] of [
    [390, 844],
    [844, 390],
  ] as const) {
    await page.setViewportSize({ width, height });
    const { shape, stage, overlays, smallest } = await firstScreen(page);
    expect(Math.max(stage, overlays), `${width} × ${height}: picture and overlays`).toBeLessThanOrEqual(height);
    if (width < height) expect(shape, `${width} × ${height}: nothing beside the picture`).toBeCloseTo(PERSON, 1);
    expect(smallest, `${width} × ${height}: the smallest text`).toBeGreaterThanOrEqual(12);
  }
  await page.setViewportSize({ width: 2000, height: 1200 });
  for (const width of ['280px', '420px', '560px', '800px', '1000px']) {
    await page.evaluate((wide) => {
      const viewer = document.querySelector('per-pixel');
      Object.assign(viewer?.style ?? {}, { width: wide, height: '500px', flex: 'none' });
    }, width);
    const { key } = await firstScreen(page);
    expect(key >= 40, `${width}: keys as high as a fingertip`).toBe(parseInt(width, 10) <= 640);
    for (const text of [100, 200]) {
      await withText(page, text);
      const { overlaps, cut, sideways } = await boxesOf(page);
      expect({ overlaps, cut, sideways }, `${width}, text ${text} %`).toEqual({ overlaps: [], cut: [], sideways: 0 });
    }
  }
});
