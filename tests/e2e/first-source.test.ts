import type { BrowserContext } from 'playwright';
import { describe, expect, it } from 'vitest';
import { openApp } from './app.ts';

/** What a browser under load does: the page is at hand long before it is known whether a camera stands allowed. */
const answersLate = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    const query = navigator.permissions.query.bind(navigator.permissions);
    const answer = new Promise<void>((resolve) => document.addEventListener('answer-now', () => resolve()));
    navigator.permissions.query = async (wanted) => {
      document.documentElement.dataset['asked'] = '';
      await answer;
      const status = await query(wanted);
      // what waits for it goes on before this
      setTimeout(() => (document.documentElement.dataset['answered'] = ''));
      return status;
    };
  });

describe('what is chosen before the browser has said whether a camera stands allowed', () => {
  it('is looked at: the street, where one came to teach', async () => {
    const { page, complaints } = await openApp({ query: 'teach', prepare: answersLate });
    await page.locator('[data-asked]').waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Show the street' }).click();
    await page.evaluate(() => document.dispatchEvent(new Event('answer-now')));
    await page.locator('[data-answered]').waitFor({ state: 'attached' });
    await expect
      .poll(() => page.locator('pp-teacher .step').textContent())
      .toMatch(/Bring your thing into the picture/);
    expect(await page.locator('per-pixel').getAttribute('source')).toBe('street');
    expect(complaints).toEqual([]);
  });

  it('is seen: an overlay, though a background was shown at the last visit', async () => {
    const prepare = async (context: BrowserContext): Promise<void> => {
      await answersLate(context);
      await context.addInitScript(() => localStorage.setItem('perpixel-background', 'shown 1'));
    };
    const { page, complaints } = await openApp({ query: 'model=tiny', prepare });
    await page.locator('[data-asked]').waitFor({ state: 'attached' });
    await page.evaluate(() => {
      document.querySelector('per-pixel')!.overlay = 'outline';
      document.dispatchEvent(new Event('answer-now'));
    });
    const viewer = page.locator('per-pixel');
    await expect.poll(() => viewer.getAttribute('source')).toBe('street');
    await expect.poll(() => page.evaluate(() => localStorage.getItem('perpixel-background'))).toBe('');
    expect(await viewer.getAttribute('overlay')).toBe('outline');
    expect(complaints).toEqual([]);
  });

  it('is looked at: a file', async () => {
    const { page, complaints } = await openApp({ query: 'model=tiny', prepare: answersLate });
    await page.locator('[data-asked]').waitFor({ state: 'attached' });
    const opened = await page.evaluate(async () => {
      const canvas = new OffscreenCanvas(64, 48);
      canvas.getContext('2d')?.fillRect(0, 0, 64, 48);
      const viewer = document.querySelector('per-pixel');
      const opening = viewer?.openFile(new File([await canvas.convertToBlob()], 'own.png', { type: 'image/png' }));
      document.dispatchEvent(new Event('answer-now'));
      await opening;
      return new Promise<string>((resolve) =>
        viewer?.addEventListener('perpixel-frame', ({ detail }) => resolve(`${detail.width} × ${detail.height}`)),
      );
    });
    expect(opened).toBe('64 × 48');
    await page.locator('[data-answered]').waitFor({ state: 'attached' });
    expect(await page.locator('per-pixel').getAttribute('source')).toBe('');
    expect(complaints).toEqual([]);
  });
});
