import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { openApp } from './app.ts';
import { modelSite } from './model-site.ts';

const SIDE = 16;
const red = encode({
  width: SIDE,
  height: SIDE,
  channels: 3,
  data: new Uint8Array(SIDE * SIDE * 3).map((_, at) => (at % 3 ? 0 : 255)),
});

const PAGE = `<!doctype html><link rel="icon" href="data:,"><script type="module" src="lib/perpixel.js"></script>
<per-pixel source="first.png" model="tiny"></per-pixel><per-pixel source="second.png" model="tiny"></per-pixel>`;

describe('several elements on a page', () => {
  it('fetch each file once, those that come later too', async () => {
    // nothing is kept by the browser: what is requested again would be sent again
    const site = await modelSite({ 'Cache-Control': 'no-store' });
    const pictures = ['first', 'second', 'third'].map((name) => [`/${name}.png`, red] as const);
    site.answers = { ...Object.fromEntries(pictures), '/page.html': PAGE };
    const { page } = await openApp();
    await page.goto(`${site.origin}page.html`);
    const labelled = (): Promise<number> =>
      page.evaluate(async () => {
        const all = [...document.querySelectorAll('per-pixel')];
        const shots = all.map((each) =>
          each.snapshot().then(
            () => 1,
            () => 0,
          ),
        );
        return (await Promise.all(shots)).reduce<number>((sum, each) => sum + each, 0);
      });
    await expect.poll(labelled).toBe(2);
    const first = site.requests.splice(0).filter((path) => path.startsWith('/lib/'));
    expect(first.filter((path, place) => first.indexOf(path) !== place)).toEqual([]);
    expect(first).toContain('/lib/models/tiny.json');
    await page.evaluate(() => {
      const third = document.createElement('per-pixel');
      Object.assign(third, { source: 'third.png', model: 'tiny' });
      document.body.append(third);
    });
    await expect.poll(labelled).toBe(3);
    expect(new Set(site.requests)).toEqual(new Set(['/third.png']));
  });
});
