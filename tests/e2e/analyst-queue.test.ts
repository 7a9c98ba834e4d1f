import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright';
import { describe, expect, it, onTestFinished } from 'vitest';
import type {} from '../../src/apps/analyst/analyst.ts';
import { choose, drop, LONG, media, PATH, plainPickers, queue, QUERY, served } from './analyst.ts';
import { openApp } from './app.ts';

const SMALL = ['constant.mov', 'rotated.mp4'].map((name) => media(`analysis/${name}`));

/** Waits until the one that is looked at has so many frames, and says how many. */
async function filled(page: Page, least: number): Promise<number> {
  const handle = await page.waitForFunction(
    (wanted) => {
      const count = document.querySelector('pp-analyst')?.current?.counts.done ?? 0;
      return count >= wanted ? count : null;
    },
    least,
    { polling: 20, timeout: 90_000 },
  );
  return (await handle.jsonValue()) ?? 0;
}

function names(lines: readonly string[]): string[] {
  return lines.map((line) => line.split(' ')[0] ?? '');
}

async function allDone(page: Page, count: number): Promise<void> {
  await expect
    .poll(() => queue(page), { timeout: 90_000 })
    .toEqual(Array.from({ length: count }, () => expect.stringMatching(/done/) as string));
}

describe('the queue of videos', () => {
  it('outlives a reload: files, their order, how far each is, what was chosen for them', async () => {
    const chosen = 'every 5th frame · refined otherwise · mirrored too';
    const { page, complaints } = await openApp({ path: PATH, query: QUERY, prepare: plainPickers });
    await choose(page, SMALL[0]!);
    await page.getByText('All 17 frames analysed').waitFor();
    await page.getByRole('combobox', { name: 'Frames' }).selectOption('nth');
    await page.getByRole('button', { name: 'Refinement' }).click();
    await page.getByLabel('Label mirrored too').check();
    await page.getByLabel('Closing').fill('2');
    await choose(page, [LONG, SMALL[1]!]);
    await page.locator('pp-queue button', { hasText: 'long.mp4' }).click();
    await page.getByText(chosen).waitFor();
    const before = await filled(page, 30);
    const key = await page.evaluate(() => document.querySelector('pp-analyst')?.current?.key);
    await page.reload();
    await expect.poll(async () => names(await queue(page))).toEqual(['constant.mov', 'long.mp4', 'rotated.mp4']);
    // the one that was looked at still is, and goes on by itself
    await page.getByText(chosen).waitFor({ timeout: 60_000 });
    // and when it is done, all that it was made with was as before
    expect(await page.evaluate(() => document.querySelector('pp-analyst')?.current?.key)).toBe(key);
    expect(await filled(page, 1)).toBeGreaterThanOrEqual(before - 10);
    await page.getByText('All 300 frames analysed').waitFor({ timeout: 90_000 });
    await allDone(page, 3);
    expect(complaints).toEqual([]);
  });

  it('keeps files that were dropped, and says when one has gone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'perpixel-queue-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const [kept, lost] = ['kept.mov', 'lost.mp4'].map((name) => join(folder, name));
    await copyFile(SMALL[0]!, kept!);
    await copyFile(LONG, lost!);
    const { page } = await openApp({ path: PATH, query: QUERY, prepare: plainPickers });
    await drop(page, [lost!, kept!]);
    await filled(page, 20);
    await rm(lost!);
    await page.reload();
    await expect.poll(async () => names(await queue(page))).toEqual(['lost.mp4', 'kept.mov']);
    // a browser may ask again for what it was given before a reload
    const again = page.getByRole('button', { name: 'Go on' });
    await again.or(page.getByText('is not where it was')).first().waitFor();
    if (await again.isVisible()) await again.click();
    await page.getByText('lost.mp4 is not where it was. What was analysed is kept.').waitFor();
    await expect.poll(() => queue(page), { timeout: 60_000 }).toContainEqual(expect.stringMatching(/^kept.mov .*done/));
    // the same file, chosen again, is not another one
    await copyFile(LONG, lost!);
    await choose(page, lost!);
    await expect.poll(async () => names(await queue(page))).toContain('lost.mp4');
  });

  it('says truly how far a video is that was closed on the way', async () => {
    const { page } = await openApp({ path: PATH, query: QUERY, prepare: plainPickers });
    await choose(page, LONG);
    const before = await filled(page, 270);
    await page.getByRole('button', { name: 'Close long.mp4' }).click();
    const line = page.locator('pp-queue li', { hasText: 'long.mp4' });
    const share = async (): Promise<number> => Number(/(\d+) %/.exec((await line.textContent()) ?? '')?.[1]);
    await expect.poll(share).toBeGreaterThanOrEqual(Math.floor((before / 1500) * 100));
    expect(await share()).toBeLessThan(100);
    await page.reload();
    await expect.poll(share).toBeGreaterThanOrEqual(Math.floor((before / 1500) * 100));
  });

  it('leaves to another tab what that has, and takes it over when that has gone', async () => {
    const { page, context } = await openApp({ path: PATH, query: QUERY, prepare: plainPickers });
    await choose(page, [LONG, SMALL[0]!]);
    await filled(page, 20);
    const other = await context.newPage();
    await other.goto(page.url());
    await other.getByRole('button', { name: 'Choose videos' }).waitFor();
    await choose(other, SMALL[1]!);
    await other.getByText('All 17 frames analysed').waitFor({ timeout: 60_000 });
    expect(names(await queue(other))).not.toContain('constant.mov');
    // it looks for what is free while the first tab still has its own
    await other.reload();
    await other.getByText('All 17 frames analysed').waitFor({ timeout: 60_000 });
    expect(names(await queue(other))).not.toContain('constant.mov');
    await page.close();
    await expect
      .poll(async () => names(await queue(other)).sort(), { timeout: 60_000 })
      .toEqual(['constant.mov', 'long.mp4', 'rotated.mp4']);
  });

  it('goes on with the others while one is analysed in another tab', async () => {
    const { page, context } = await openApp({
      path: PATH,
      query: `${QUERY}&video=/drive.mp4`,
      prepare: (opened) => served(opened, LONG),
    });
    await filled(page, 1);
    const other = await context.newPage();
    await other.goto(page.url());
    await other.getByText('Another tab is analysing this video').waitFor({ timeout: 60_000 });
    await choose(other, SMALL[0]!);
    await expect
      .poll(() => queue(other), { timeout: 60_000 })
      .toEqual(['drive.mp4 in another tab', 'constant.mov done']);
    await page.close();
    await expect.poll(async () => (await queue(other))[0]).not.toContain('another tab');
    // it is the same video that the first tab leaves to this one
    await other.reload();
    await expect.poll(async () => names(await queue(other))).toEqual(['drive.mp4', 'constant.mov']);
  });

  it('keeps in view what was opened before the list of an earlier visit is here, and takes the address’s video too', async () => {
    const prepare = async (context: BrowserContext): Promise<void> => {
      await served(context, LONG);
      // a slow disk: the databases open when the test says so
      await context.addInitScript(() => {
        const now = new Promise<void>((resolve) => document.addEventListener('open-now', () => resolve()));
        const listen = (type: string, heard: EventListener): EventListener =>
          type === 'success' ? (event) => void now.then(() => heard(event)) : heard;
        const { addEventListener } = IDBOpenDBRequest.prototype;
        IDBOpenDBRequest.prototype.addEventListener = function (type: string, heard: EventListener): void {
          addEventListener.call(this, type, listen(type, heard));
        };
      });
    };
    const { page, complaints } = await openApp({ path: PATH, query: `${QUERY}&video=/drive.mp4`, prepare });
    await choose(page, SMALL[0]!);
    await expect.poll(async () => names(await queue(page))).toEqual(['constant.mov']);
    await page.evaluate(() => document.dispatchEvent(new Event('open-now')));
    await expect.poll(async () => names(await queue(page))).toEqual(['constant.mov', 'drive.mp4']);
    expect(await page.evaluate(() => document.querySelector('pp-analyst')?.current?.source.name)).toBe('constant.mov');
    await page.getByText('All 17 frames analysed').waitFor({ timeout: 60_000 });
    expect(complaints).toEqual([]);
  });

  it('says what it cannot keep when the machine has no room, and loses nothing while it is open', async () => {
    const { page, context } = await openApp({ path: PATH, query: QUERY, prepare: plainPickers });
    const session = await context.newCDPSession(page);
    await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(page.url()).origin, quotaSize: 1 });
    await choose(page, SMALL);
    await page
      .getByText('After a reload, choose it again')
      .or(page.getByText('This list cannot be kept'))
      .first()
      .waitFor();
    await page.getByText('no room to keep the labels').waitFor({ timeout: 60_000 });
    await allDone(page, 2);
  });
});
