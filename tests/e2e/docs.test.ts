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
    expect(await complaintsOf(page)).toEqual([]);

    await page.keyboard.press('/');
    await page.keyboard.type('no raw background');
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
  it('labels what is chosen, says what that costs, and has it in its address', async () => {
    const { page, complaints, strangers } = await openApp({
      path: 'playground.html',
      query: 'model=tiny&backend=wasm&controls',
      graphics: 'webgl',
    });
    const figure = (name: string): Promise<string> =>
      page.locator('.costs div', { hasText: name }).locator('dd').innerText();
    await expect.poll(() => figure('Each frame')).toMatch(/^[\d.]+ ms$/);
    // the runtime alone is more, and its whole folder less
    expect(Number.parseFloat(await figure('Fetched'))).toBeGreaterThan(1);
    expect(Number.parseFloat(await figure('Fetched'))).toBeLessThan(12);

    await page.locator('select[name=overlay]').selectOption('outline');
    await expect.poll(() => new URL(page.url()).searchParams.get('overlay')).toBe('outline');
    await page.getByRole('radio', { name: 'Vue' }).check();
    expect(await page.locator('pre').innerText()).toContain('overlay="outline"');
    expect(await complaintsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
    expect(strangers).toEqual([]);
  });
});
