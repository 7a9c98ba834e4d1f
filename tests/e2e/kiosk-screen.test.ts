import { describe, expect, it } from 'vitest';
import { labelled, openApp } from './app.ts';
import { violations } from './axe.ts';

const kioskJson = (body: string) => (context: import('playwright').BrowserContext) =>
  context.route('**/kiosk.json', (route) => route.fulfill({ contentType: 'application/json', body }));

describe('an unattended screen', () => {
  it('starts by itself with few words, nothing to touch, and nothing for axe to find', async () => {
    const { page, complaints, strangers } = await openApp({
      query: 'kiosk&source=camera&model=tiny',
      camera: 'person',
      prepare: kioskJson(
        '{"texts":[{"language":"en","title":"Look","invitation":"Closer","privacy":"Nothing is kept"}]}',
      ),
    });
    await labelled(page);
    await page.getByRole('heading', { name: 'Look' }).waitFor();
    await page.getByText('Nothing is kept').waitFor();
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).cursor)).toBe('none');
    const prevented = await page.evaluate(() => {
      const event = new MouseEvent('contextmenu', { bubbles: true, cancelable: true });
      document.body.dispatchEvent(event);
      return event.defaultPrevented;
    });
    expect(prevented).toBe(true);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Control+Alt+k');
    await page.getByRole('dialog').getByText('This screen').waitFor();
    expect(strangers).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('tells of a bad kiosk.json by field and remedy, shows a picture all the same, and keeps the last good one', async () => {
    let body = '{"idle":{"seconds":"soon"}}';
    const { page } = await openApp({
      query: 'kiosk&source=camera&model=tiny',
      camera: 'person',
      prepare: (context) =>
        context.route('**/kiosk.json', (route) => route.fulfill({ contentType: 'application/json', body })),
    });
    await labelled(page);
    expect(await page.getByRole('alert').textContent()).toMatch(/idle\.seconds.*"soon".*Use a number of seconds/s);
    body = '{"texts":[{"language":"en","title":"Good","invitation":"Closer","privacy":"Nothing is kept"}]}';
    await page.reload();
    await page.getByRole('heading', { name: 'Good' }).waitFor();
    body = '{';
    await page.reload();
    await page.getByRole('heading', { name: 'Good' }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });
});
