import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import { encode } from 'fast-png';
import type { BrowserContext, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import type {} from '../../src/analyze/analyst.ts';
import { openApp } from './app.ts';

const media = (name: string): string => fileURLToPath(new URL(`../fixtures/media/${name}`, import.meta.url));
const CLIP = media('analysis/constant.mp4');
const QUERY = 'model=tiny&backend=wasm';
/** 1500 frames: enough to be met half-way. */
const LONG = media('analysis/long.mp4');
const PATH = 'analyze.html';

/** Files as in browsers without pickers of their own, which no test can operate. */
async function plainPickers(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    Reflect.deleteProperty(window, 'showOpenFilePicker');
    Reflect.deleteProperty(window, 'showSaveFilePicker');
  });
}

/** The clip at an address of the page's own origin. */
async function served(context: BrowserContext, file = CLIP): Promise<void> {
  const body = await readFile(file);
  await plainPickers(context);
  await context.route(
    ({ pathname }) => pathname === '/drive.mp4',
    (route) => route.fulfill({ body, contentType: 'video/mp4' }),
  );
}

async function choose(page: Page, file: string): Promise<void> {
  await page.locator('pp-analyst > input[type=file], pp-analyst input[type=file]').first().setInputFiles(file);
}

async function analysed(page: Page, frames = 60): Promise<void> {
  await page.getByText(`All ${frames} frames analysed`).waitFor({ timeout: 100_000 });
}

async function saved(page: Page, name: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download', { timeout: 100_000 }),
    page.locator(`pp-exports button[name="${name}"]`).click(),
  ]);
  return readFile(await download.path());
}

describe('the analyst’s page', () => {
  it('analyses a file, answers a query, writes figures, and compares its own label maps as perfect', async () => {
    const { page, complaints, strangers } = await openApp({ path: PATH, query: QUERY, prepare: plainPickers });
    await choose(page, CLIP);
    await analysed(page);
    const csv = (await saved(page, 'csv')).toString();
    const lines = csv.trimEnd().split('\n');
    expect(lines).toHaveLength(61);
    expect(lines[0]).toBe('frame,seconds,background,red,green,blue');
    const json = JSON.parse((await saved(page, 'json')).toString()) as { frames: unknown[]; model: { id: string } };
    expect([json.frames.length, json.model.id]).toEqual([60, 'tiny']);
    expect((await saved(page, 'report')).toString()).toContain('constant.mp4');

    const query = page.locator('pp-query input');
    await query.fill('background > 0% for 1s');
    await page.getByText('1 stretch, 0:02.40 in all').waitFor();
    await query.fill('backgruond > 0%');
    await page.getByText('Did you mean background?').waitFor();

    const zip = await saved(page, 'label-maps');
    await page
      .locator('pp-truth input[type=file]')
      .first()
      .setInputFiles({ name: 'l.zip', mimeType: 'application/zip', buffer: zip });
    await page.getByText('mIoU 1.000').waitFor();
    expect(complaints).toEqual([]);
    expect(strangers).toEqual([]);
  });

  it('steps, seeks and plays by keys, and can be read aloud', async () => {
    const { page } = await openApp({ path: PATH, query: QUERY, prepare: plainPickers });
    await choose(page, CLIP);
    await analysed(page);
    const at = page.locator('pp-transport .time');
    await page.locator('pp-analyst h2').first().click();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => at.textContent()).toMatch(/0:00\.04 .*· 1$/);
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(() => at.textContent()).toMatch(/· 11$/);
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => at.textContent()).toMatch(/· 10$/);
    await page.keyboard.press('m');
    await page.getByLabel('Note at frame 10').waitFor();
    await page.keyboard.press('Space');
    await expect.poll(() => at.textContent(), { timeout: 30_000 }).toMatch(/· 59$/);
    await page.evaluate(axe.source);
    const violations = await page.evaluate(async () => {
      const run = (window as unknown as { axe: typeof import('axe-core') }).axe;
      const { violations: found } = await run.run(document, { resultTypes: ['violations'] });
      return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
    });
    expect(violations).toEqual([]);
  });

  it('goes on after a reload where it stopped, markers and all', async () => {
    const { page } = await openApp({
      path: PATH,
      query: `${QUERY}&video=/drive.mp4`,
      prepare: (context) => served(context, LONG),
    });
    await page.getByRole('button', { name: 'Pause analysis' }).click({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Resume analysis' }).waitFor();
    const progress = page.getByText(/^\d+ of 1500 frames/);
    const kept = Number(/^(\d+) of/.exec((await progress.textContent())?.trim() ?? '')?.[1]);
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(1500);
    await page.keyboard.press('m');
    await page.getByLabel('Note at frame 0').fill('start');
    await page.getByLabel('Note at frame 0').blur();
    await page.reload();
    await page.getByLabel('Note at frame 0').waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Pause analysis' }).click({ timeout: 60_000 });
    const resumed = Number(/^(\d+) of/.exec((await progress.textContent())?.trim() ?? '')?.[1]);
    expect(resumed).toBeGreaterThanOrEqual(kept);
    expect(await page.getByLabel('Note at frame 0').inputValue()).toBe('start');
  });

  it('analyses on in memory when the machine has no room, and says so', async () => {
    const { page, context } = await openApp({ path: PATH, query: QUERY, prepare: plainPickers });
    const session = await context.newCDPSession(page);
    await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(page.url()).origin, quotaSize: 1 });
    await choose(page, CLIP);
    await page.getByText('no room to keep the labels').waitFor({ timeout: 60_000 });
    await analysed(page);
    expect((await saved(page, 'label-maps')).length).toBeGreaterThan(1000);
  });

  it('leaves an analysis to the tab that has it, and takes it over when that is closed', async () => {
    const { page, context } = await openApp({ path: PATH, query: `${QUERY}&video=/drive.mp4`, prepare: served });
    await analysed(page);
    const other = await context.newPage();
    await other.goto(page.url());
    await other.getByText('Another tab is analysing this video').waitFor({ timeout: 60_000 });
    await page.close();
    await analysed(other);
  });

  it('starts a worker again that died half-way', async () => {
    const { page } = await openApp({ path: PATH, query: QUERY, prepare: plainPickers });
    await choose(page, LONG);
    await page.waitForFunction(() => (document.querySelector('pp-analyst')?.current?.series?.filled ?? 0) > 20, null, {
      timeout: 60_000,
    });
    const before = await page.evaluate(() => {
      const job = document.querySelector('pp-analyst')?.current;
      job?.client?.crash();
      return { filled: job?.series?.filled ?? 0, state: job?.state };
    });
    expect(before.state).toBe('running');
    await page.waitForFunction(
      (filled) => (document.querySelector('pp-analyst')?.current?.series?.filled ?? 0) > filled + 20,
      before.filled,
      { timeout: 60_000 },
    );
    await expect
      .poll(() => page.evaluate(() => document.querySelector('pp-analyst')?.current?.state))
      .toMatch(/running|done/);
  });

  it('queues several, and closes them', async () => {
    const { page } = await openApp({ path: PATH, query: QUERY, prepare: plainPickers });
    await page
      .locator('pp-analyst input[type=file]')
      .first()
      .setInputFiles([media('analysis/constant.mov'), media('analysis/rotated.mp4')]);
    await analysed(page, 17);
    await page.locator('pp-queue button', { hasText: 'rotated.mp4' }).click();
    await analysed(page, 17);
    await page.getByText('180 × 320').waitFor();
    await page.getByRole('button', { name: 'Close rotated.mp4' }).click();
    await page.getByText('320 × 180').waitFor();
  });
});

describe('what is wrong', () => {
  it.each([
    ['mpeg4.mp4', /MPEG-4 Part 2.*ffmpeg/],
    ['empty.mp4', /has no frames/],
  ])('with a video is told: %s', async (name, message) => {
    const { page } = await openApp({ path: PATH, query: QUERY, prepare: plainPickers });
    await choose(page, media(`analysis/${name}`));
    await page.getByRole('alert').filter({ hasText: message }).waitFor();
  });

  it('with an address is told, and nothing of another origin is asked for', async () => {
    const video = encodeURIComponent('https://example.com/a.mp4');
    const { page, strangers } = await openApp({ path: PATH, query: `${QUERY}&video=${video}` });
    await page.getByText('another origin').waitFor();
    expect(strangers).toEqual([]);
  });

  it('with label images is told: another shape, unknown values, no numbers that fit', async () => {
    const { page } = await openApp({ path: PATH, query: QUERY, prepare: plainPickers });
    await choose(page, media('analysis/constant.mov'));
    await analysed(page, 17);
    const png = (name: string, width: number, height: number, value: number) => ({
      name,
      mimeType: 'image/png',
      buffer: Buffer.from(
        encode({ width, height, data: new Uint8Array(width * height).fill(value), channels: 1, depth: 8 }),
      ),
    });
    const input = page.locator('pp-truth input[type=file]').first();
    await input.setInputFiles([png('000001.png', 100, 100, 0)]);
    await page.getByText('it is 100 × 100, the frame 320 × 180').waitFor();
    await input.setInputFiles([
      png('000001.png', 320, 180, 0),
      png('000002.png', 160, 90, 77),
      png('000400.png', 320, 180, 0),
    ]);
    await page.getByText('it holds 77, which is no class').waitFor();
    await page.getByText('frame 400 was not analysed').waitFor();
    await input.setInputFiles([{ name: '1.png', mimeType: 'image/png', buffer: Buffer.from('no picture') }]);
    await page.getByText('cannot be read as a PNG').waitFor();
  });
});
