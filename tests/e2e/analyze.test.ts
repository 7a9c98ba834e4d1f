import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encode } from 'fast-png';
import type { BrowserContext, Page } from 'playwright';
import { unzipSync } from 'fflate';
import { describe, expect, it, onTestFinished } from 'vitest';
import type {} from '../../src/apps/analyst/analyst.ts';
import { openApp } from './app.ts';
import { violations } from './axe.ts';

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

/** Files, or folders, let go over the page as a person would. */
async function drop(page: Page, files: string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
  }
  await session.detach();
}

/** The bytes of a file in the page's private file system. */
function written(page: Page, name: string): Promise<number[]> {
  return page.evaluate(async (file) => {
    const handle = await (await navigator.storage.getDirectory()).getFileHandle(file);
    return [...new Uint8Array(await (await handle.getFile()).arrayBuffer())];
  }, name);
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
    // the list would lie on the answer
    expect(await page.locator('pp-query [role=option]').count()).toBe(0);
    await query.press('ArrowDown');
    expect(await page.locator('pp-query [role=option]').allTextContents()).toEqual(
      expect.arrayContaining([expect.stringContaining('and') as string]),
    );
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
    expect(await violations(page)).toEqual([]);
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
    // looked at and ended in one go: in between the analysis could get to its end
    const crashed = await page.waitForFunction(
      () => {
        const job = document.querySelector('pp-analyst')?.current;
        const filled = job?.series?.filled ?? 0;
        if (!job?.client || job.state !== 'running' || filled <= 20) return null;
        const dead = job.client;
        dead.crash();
        Object.assign(window, { dead });
        return { filled, total: job.series?.frames.length ?? 0 };
      },
      null,
      { timeout: 90_000, polling: 20 },
    );
    const before = await crashed.jsonValue();
    expect(before?.filled).toBeLessThan(before?.total ?? 0);
    await page.waitForFunction(
      (filled) => {
        const job = document.querySelector('pp-analyst')?.current;
        const another = job?.client !== (window as unknown as { dead: unknown }).dead;
        return another && (job?.series?.filled ?? 0) > filled && (job?.state === 'running' || job?.state === 'done');
      },
      before?.filled ?? 0,
      { timeout: 90_000 },
    );
  });

  it('takes n frames a second, from the address or as chosen', async () => {
    const { page } = await openApp({
      path: PATH,
      query: `${QUERY}&video=/drive.mp4&every=2/s&labels-start=1`,
      prepare: served,
    });
    await analysed(page, 5);
    expect(await page.getByLabel('Labels start at').inputValue()).toBe('1');
    const csv = (await saved(page, 'csv')).toString().trimEnd().split('\n');
    expect(csv.slice(1).map((line) => Number(line.split(',')[1]))).toEqual([0, 0.48, 1, 1.48, 2]);
    expect(JSON.parse((await saved(page, 'json')).toString())).toMatchObject({ options: { every: { perSecond: 2 } } });
    await page.getByRole('combobox', { name: 'Frames' }).selectOption('nth');
    await page.getByRole('spinbutton', { name: 'Every so many frames' }).fill('25');
    await page.getByRole('spinbutton', { name: 'Every so many frames' }).blur();
    await choose(page, media('analysis/variable.mp4'));
    await page.locator('pp-queue button', { hasText: 'variable.mp4' }).click();
    await page.getByText('every 25th frame').waitFor();
    await analysed(page, 3);
  });

  it('takes a video and then a folder of label images that are dropped onto it', async () => {
    const { page, complaints } = await openApp({ path: PATH, query: QUERY, prepare: plainPickers });
    await drop(page, [media('analysis/constant.mov')]);
    await analysed(page, 17);
    const folder = await mkdtemp(join(tmpdir(), 'perpixel-labels-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    for (const [path, bytes] of Object.entries(unzipSync(await saved(page, 'label-maps')))) {
      if (path.endsWith('.png')) await writeFile(join(folder, path.split('/').at(-1) ?? ''), bytes);
    }
    await drop(page, [folder]);
    await page.getByText('mIoU 1.000').waitFor();
    await page.getByText('over 17 frames').waitFor();
    await drop(page, [join(folder, '000003.png')]);
    await page.getByText('over 1 frame').waitFor();
    await drop(page, [fileURLToPath(import.meta.url)]);
    await page.getByRole('alert').filter({ hasText: 'analyze.test.ts is a text file, not a video' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('writes to the disk as it goes, and leaves nothing of an export that is cancelled', async () => {
    // the picker alone is replaced, which no test can operate: the file is a real one
    const prepare = (context: BrowserContext) =>
      context.addInitScript(() => {
        Reflect.deleteProperty(window, 'showOpenFilePicker');
        const showSaveFilePicker = async ({ suggestedName }: { suggestedName: string }) =>
          (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true });
        Object.assign(window, { showSaveFilePicker });
      });
    const { page } = await openApp({ path: PATH, query: QUERY, prepare });
    await choose(page, CLIP);
    await analysed(page);
    await page.locator('pp-exports button[name="label-maps"]').click();
    await page.getByText('Label maps written.').waitFor();
    const files = unzipSync(Uint8Array.from(await written(page, 'constant-labels.zip')));
    expect(Object.keys(files).filter((name) => name.endsWith('.png'))).toHaveLength(60);

    await choose(page, LONG);
    await page.locator('pp-queue button', { hasText: 'long.mp4' }).click();
    await page.getByText(/^[1-9]\d* of 1500 frames|All 1500 frames/).waitFor({ timeout: 60_000 });
    await page.locator('pp-exports button[name="webm"]').click();
    await page
      .locator('pp-exports')
      .getByText(/: [1-9]\d* of 1500 frames/)
      .waitFor({ timeout: 60_000 });
    await page.locator('pp-exports').getByRole('button', { name: 'Cancel' }).click();
    await page.locator('pp-exports').getByText('cancelled').waitFor();
    expect(await written(page, 'long-labelled.webm')).toEqual([]);
    expect(await page.locator('pp-exports button[name="csv"]').isEnabled()).toBe(true);
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
