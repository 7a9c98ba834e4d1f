import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { framesFromNow, labelled, nextError, openApp } from './app.ts';

const media = (name: string): string => fileURLToPath(new URL(`../fixtures/media/${name}`, import.meta.url));
const VIEWER = 'source=camera&model=tiny';
const ANALYST = { path: 'analyze.html', query: 'model=tiny&backend=wasm' };

/** Everything under /drives/ is this file. */
async function drives(context: BrowserContext, body: Buffer, contentType: string): Promise<void> {
  await context.route(
    (url) => url.pathname.startsWith('/drives/'),
    (route) => route.fulfill({ body, contentType, headers: { 'Cross-Origin-Resource-Policy': 'same-origin' } }),
  );
}

async function choose(page: Page, element: string, file: string, name: string): Promise<void> {
  const buffer = readFileSync(media(file));
  await page.locator(`${element} input[type=file]`).first().setInputFiles({ name, mimeType: '', buffer });
}

const UNPLAYABLE = [
  ['kinds/ffv1.mkv', 'my drive.mkv', /my drive\.mkv is coded as FFV1.*ffmpeg -i "my drive\.mkv"/s],
  ['kinds/hevc.mp4', 'a.mp4', /coded as H\.265 \(HEVC\).*ffmpeg -i a\.mp4/s],
  ['kinds/mpeg4.avi', '50%.avi', /50%\.avi is an AVI file.*MPEG-4 Part 2.*ffmpeg/s],
  ['text.mp4', 'notes.mp4', /notes\.mp4 is a text file, not a video/],
] as const;

describe('what cannot be opened is told for what it is', () => {
  it('in the viewer', async () => {
    const { page } = await openApp({ query: VIEWER, camera: 'person' });
    await labelled(page);
    for (const [file, name, words] of UNPLAYABLE) {
      const error = nextError(page);
      await choose(page, 'per-pixel', file, name);
      expect((await error).message).toMatch(words);
      expect((await error).message).not.toMatch(/demux/i);
    }
  });

  it('on the analyst’s page, by file and by address', async () => {
    for (const [file, name, words] of UNPLAYABLE) {
      const { page } = await openApp({
        ...ANALYST,
        prepare: (context) =>
          context.addInitScript(() => {
            Reflect.deleteProperty(window, 'showOpenFilePicker');
          }),
      });
      await choose(page, 'pp-analyst', file, name);
      await page.getByRole('alert').filter({ hasText: words }).waitFor();
    }
    const { page } = await openApp({
      ...ANALYST,
      query: `${ANALYST.query}&video=${encodeURIComponent('/drives/100%.mp4?of=a/b')}`,
      prepare: (context) => drives(context, Buffer.from('<!doctype html><title>Sign in</title>'), 'video/mp4'),
    });
    await page
      .getByRole('alert')
      .filter({ hasText: /100%\.mp4 is a web page, not a video.*Check the address/s })
      .waitFor();
  });
});

describe('what can be shown is shown', () => {
  it('under any name, whatever its type: an image that moves, a stream that browsers do not play', async () => {
    const { page, complaints } = await openApp({ query: VIEWER, camera: 'person' });
    await labelled(page);
    for (const [file, name] of [
      ['kinds/moving.gif', 'a?b.mp4'],
      ['kinds/h264.m2t', '100%.ts'],
      ['street.mp4', '%.png'],
    ] as const) {
      await choose(page, 'per-pixel', file, name);
      await page.getByRole('group', { name: new RegExp(`^${name.replaceAll(/[?.]/g, '.')}, labelled`) }).waitFor();
      await framesFromNow(page, 5);
    }
    expect(complaints).toEqual([]);
  });

  it('in a page that the display asks nothing of', async () => {
    const { page } = await openApp({
      query: 'source=/drives/100%25.mp4&model=tiny',
      prepare: async (context) => {
        await drives(context, readFileSync(media('street.mp4')), 'application/octet-stream');
        await context.addInitScript(() => {
          globalThis.requestAnimationFrame = () => 0;
        });
      },
    });
    await framesFromNow(page, 10);
  });

  it('on the analyst’s page, by one clock where it begins late', async () => {
    const { page } = await openApp({
      ...ANALYST,
      query: `${ANALYST.query}&video=/drives/late.mp4`,
      prepare: (context) => drives(context, readFileSync(media('kinds/late.mp4')), 'video/mp4'),
    });
    await page.getByText('All 5 frames analysed').waitFor({ timeout: 100_000 });
    expect(await page.locator('pp-transport .time').textContent()).toMatch(/^0:03\.00 \/ 0:03\.50/);
    const head = page.locator('pp-timeline .head');
    expect(await head.evaluate((own) => own.style.left)).toBe('0%');
    await page.locator('pp-analyst h2').first().click();
    for (const time of [/^0:03\.10/, /^0:03\.20/, /^0:03\.30/, /^0:03\.40/]) {
      await page.keyboard.press('ArrowRight');
      await expect.poll(() => page.locator('pp-transport .time').textContent()).toMatch(time);
    }
    await expect.poll(() => head.evaluate((own) => parseFloat(own.style.left))).toBeCloseTo(80, 0);
  });
});
