import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findChromium } from '../../src/cli/chromium/find.ts';
import { flags } from '../chromium/flags.ts';
import { PATH, plainPickers } from './analyst.ts';
import { openApp } from './app.ts';
import { ChangingSite } from './changing-site.ts';

describe('the sample drive', () => {
  it('leads by one click to a timeline, to an answer and to mIoU, and stays out of what was analysed earlier', async () => {
    const { page, complaints, strangers } = await openApp({ path: PATH, query: 'backend=wasm', prepare: plainPickers });
    await page.getByRole('button', { name: 'Try the sample drive' }).click();
    await page.getByText('All 120 frames analysed').waitFor({ timeout: 100_000 });
    expect(await page.locator('pp-query input').inputValue()).not.toBe('');
    await page.getByText(/^\s*[1-9]\d* stretch(es)?, /).waitFor();
    const score = page.locator('pp-truth').getByText(/^\s*mIoU 0\.\d+ over 120 frames/);
    await score.waitFor({ timeout: 60_000 });
    const [, miou = ''] = /mIoU ([\d.]+)/.exec((await score.textContent()) ?? '') ?? [];
    // a figure that was measured: far from chance, and not perfect
    expect(Number(miou)).toBeGreaterThan(0.4);
    expect(Number(miou)).toBeLessThan(0.95);
    await page.getByText(`Mean IoU ${miou} against its exact labels`).waitFor();
    await page.getByText('Driving, street').first().waitFor();

    // what is asked stays when more comes, and what was analysed is there at once
    await page.reload();
    await page.getByText(`Mean IoU ${miou} against its exact labels`).waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Close Sample drive' }).click();
    await page.getByRole('button', { name: 'Try the sample drive' }).waitFor();
    expect(await page.locator('pp-queue').count()).toBe(0);
    expect(complaints).toEqual([]);
    expect(strangers).toEqual([]);
  });

  it('is opened by the address, on a phone too, with room for all of it', async () => {
    const viewport = { width: 390, height: 844 };
    const { page } = await openApp({ path: PATH, query: 'backend=wasm&sample', viewport, prepare: plainPickers });
    await page.getByText(/^[1-9]\d* of 120 frames/).waitFor({ timeout: 60_000 });
    const [wide, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(wide).toBeLessThanOrEqual(window);
  });

  it('is there without the server', async () => {
    const profile = await mkdtemp(join(tmpdir(), 'perpixel-profile-'));
    onTestFinished(() => rm(profile, { recursive: true, force: true }));
    const args = await flags({});
    const context = await chromium.launchPersistentContext(profile, { executablePath: findChromium(), args });
    onTestFinished(() => context.close());
    const page = context.pages()[0] ?? (await context.newPage());
    const site = new ChangingSite();
    const address = `${await site.start()}${PATH}?backend=wasm`;
    await page.goto(address);
    // all that the page is to keep: it fetches several at once, and those that are there say nothing of the others
    const parts = /^(sample-|ort-wasm-simd-threaded-.*\.wasm$)/;
    const built = (await readdir('dist/lib')).filter((name) => parts.test(name) && !/\.(br|gz)$/.test(name));
    const models = (await readdir('dist/lib/models')).filter((name) => name.startsWith('driving-street.'));
    const needed = [...built, ...models.filter((name) => /\.(json|onnx|bin)$/.test(name))];
    const kept = (): Promise<string[]> =>
      page.evaluate(async (names) => {
        const lists = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
        const urls = lists.flat().map(({ url }) => url);
        return names.filter((name) => urls.some((url) => url.endsWith(`/${name}`)));
      }, needed);
    await expect.poll(kept, { timeout: 60_000 }).toEqual(needed);
    await site.stop();
    await page.goto(`${address}&sample`);
    await page.getByText(/^[1-9]\d* of 120 frames/).waitFor({ timeout: 60_000 });
  });
});
