import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { describe, expect, it, onTestFinished } from 'vitest';
import { choose, LONG, media, PATH, plainPickers, QUERY } from './analyst.ts';
import { openApp } from './app.ts';

const WIDTHS = [320, 390, 640, 900, 1024, 1440, 2560];

/** Pixels that the page is wider, and its content lower, than it should be; and buttons that are cut off at a side. */
function misfits(page: Page): Promise<{ wide: number; low: number; cut: string[] }> {
  return page.evaluate(() => {
    const root = document.documentElement;
    const colophon = document.querySelector('.colophon')?.getBoundingClientRect();
    const host = document.querySelector('pp-analyst')!;
    const buttons = (from: ParentNode): HTMLElement[] =>
      [...from.querySelectorAll<HTMLElement>('*')].flatMap((each) => [
        ...(each.matches('button, select, input:not(.unseen)') ? [each] : []),
        ...(each.shadowRoot ? buttons(each.shadowRoot) : []),
      ]);
    const cut = buttons(host.shadowRoot!).filter((each) => {
      const { left, right, width } = each.getBoundingClientRect();
      return width > 0 && (left < -0.5 || right > innerWidth + 0.5);
    });
    return {
      wide: root.scrollWidth - root.clientWidth,
      // below the last line of the page there is nothing to scroll to
      low: Math.max(0, root.scrollHeight - Math.max(innerHeight, (colophon?.bottom ?? 0) + scrollY + 40)),
      cut: cut.map((each) => each.getAttribute('aria-label') ?? each.textContent ?? each.tagName),
    };
  });
}

/** Left and right edges of the choices that stand beneath one another, each once. */
async function edgesOf(page: Page): Promise<{ left: number[]; right: number[] }> {
  const boxes = await page.locator('pp-analysis-options select').evaluateAll((all) =>
    all.map((each) => {
      const { left, right } = each.getBoundingClientRect();
      return [Math.round(left), Math.round(right)] as const;
    }),
  );
  expect(boxes.length).toBeGreaterThan(2);
  return { left: [...new Set(boxes.map(([left]) => left))], right: [...new Set(boxes.map(([, right]) => right))] };
}

describe('the analyst’s page', () => {
  it('fits windows of every width, empty and with a video, whatever that is called', async () => {
    const { page } = await openApp({ path: PATH, query: QUERY, prepare: plainPickers });
    const nothing = { wide: 0, low: 0, cut: [] };
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      expect({ width, ...(await misfits(page)) }).toEqual({ width, ...nothing });
    }
    // on a phone its choices are a column, however long their words are
    for (const width of [320, 390]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await edgesOf(page)).toEqual({ left: [expect.any(Number)], right: [expect.any(Number)] });
    }
    const folder = await mkdtemp(join(tmpdir(), 'perpixel-names-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const name = join(folder, `${'drive-with-a-name-without-end-'.repeat(7)}.mov`);
    await copyFile(media('analysis/constant.mov'), name);
    await choose(page, name);
    await page.getByText('All 17 frames analysed').waitFor();
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      expect({ width, ...(await misfits(page)) }).toEqual({ width, ...nothing });
    }
    // nothing but the panel scrolls where there is room for the whole bench
    await page.setViewportSize({ width: 1440, height: 900 });
    expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
    // text of twice the size
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
    expect(await misfits(page)).toEqual(nothing);
  });

  it('leaves alone what is typed and chosen while an analysis runs', async () => {
    const { page } = await openApp({ path: PATH, query: QUERY, prepare: plainPickers });
    await page.getByRole('combobox', { name: 'Frames' }).selectOption('nth');
    await page.getByRole('spinbutton').fill('1');
    await page.getByRole('combobox', { name: 'Frames' }).selectOption('all');
    await choose(page, LONG);
    await page.getByText(/^[1-9]\d* of 1500 frames/).waitFor({ timeout: 60_000 });
    await page.keyboard.press('m');
    const note = page.getByLabel('Note at frame 0');
    await note.fill('half a sen');
    const query = page.locator('pp-query input');
    const counted = async (): Promise<number> =>
      page.evaluate(() => document.querySelector('pp-analyst')?.current?.counts.done ?? 0);
    const before = await counted();
    await expect.poll(counted).toBeGreaterThan(before + 30);
    expect(await note.inputValue()).toBe('half a sen');
    await query.fill('background > 0% and ');
    await page.locator('pp-query [role=option]').first().waitFor();
    const then = await counted();
    await expect.poll(counted).toBeGreaterThan(then + 30);
    expect(await query.inputValue()).toBe('background > 0% and ');
    expect(await page.locator('pp-query [role=option]').count()).toBeGreaterThan(0);
    expect(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.localName)).toBe('pp-query');
  });
});
