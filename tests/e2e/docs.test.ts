import axe from 'axe-core';
import type { Page } from 'playwright';
import { describe, expect, inject, it } from 'vitest';
import { openApp } from './app.ts';

/** What axe finds, as it is said to a developer. */
async function complaintsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document);
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
  });
}

describe('the documentation', () => {
  it('is a link away, finds a word on the machine, and is plain to read in the dark on a phone', async () => {
    const { page, complaints, strangers } = await openApp({ path: 'health.html', graphics: 'webgl' });
    await page.getByRole('link', { name: 'Docs' }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    // the heading is in the file; what can be scrolled with the keyboard is found by the page's script
    await page.waitForLoadState();
    expect(await complaintsOf(page)).toEqual([]);

    await page.keyboard.press('/');
    await page.keyboard.type('no raw background is shown or streamed');
    await page.getByRole('option', { name: 'What is promised' }).waitFor();
    expect(await complaintsOf(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/docs/guide/call.html#what-is-promised');

    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: 'dark' });
    for (const path of ['docs/guide/call.html', 'docs/reference/errors.html', 'docs/reports/bench.html']) {
      await page.goto(inject('site') + path);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), path).toBeLessThanOrEqual(0);
      expect(await complaintsOf(page), path).toEqual([]);
    }
    expect(complaints).toEqual([]);
    expect(strangers).toEqual([]);
  });
});

describe('the playground', () => {
  /** Of one of its costs. */
  const figure = (page: Page, name: string): Promise<string> =>
    page.locator('.costs div', { hasText: name }).locator('dd').innerText();

  it('labels what is chosen, says what that costs, and has it in its address', async () => {
    const { page, complaints, strangers } = await openApp({
      path: 'playground.html',
      query: 'model=tiny&backend=wasm&controls',
      graphics: 'webgl',
    });
    await expect.poll(() => figure(page, 'Each frame')).toMatch(/^[\d.]+ ms$/);
    // the runtime alone is more, and its whole folder less
    expect(Number.parseFloat(await figure(page, 'Fetched'))).toBeGreaterThan(1);
    expect(Number.parseFloat(await figure(page, 'Fetched'))).toBeLessThan(12);

    await page.locator('select[name=overlay]').selectOption('outline');
    await expect.poll(() => new URL(page.url()).searchParams.get('overlay')).toBe('outline');
    await page.getByRole('radio', { name: 'Vue' }).check();
    expect(await page.locator('pre').innerText()).toContain('overlay="outline"');
    expect(await complaintsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
    expect(strangers).toEqual([]);
  });

  it('says what a first visit fetches, on a later one too, where everything is kept', async () => {
    const { page } = await openApp({
      path: 'playground.html',
      query: 'source=street&model=tiny&backend=wasm',
      keeps: true,
    });
    const fetched = (): Promise<string> => figure(page, 'Fetched');
    await expect.poll(fetched).toMatch(/^[\d.]+ MB$/);
    const first = await fetched();
    await page.waitForFunction(async () => {
      const { active } = await navigator.serviceWorker.ready;
      const needed = performance
        .getEntriesByType('resource')
        .filter(({ name }) => /\/lib\/.*\.(?:js|wasm)$/.test(name));
      const kept = await Promise.all(needed.map(({ name }) => caches.match(name)));
      return active?.state === 'activated' && kept.every(Boolean);
    });
    await page.reload();
    expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
    await expect.poll(fetched).toMatch(/^[\d.]+ MB$/);
    expect(await fetched()).toBe(first);
  });
});
