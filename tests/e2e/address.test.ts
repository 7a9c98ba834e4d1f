import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { media, PATH, queue, QUERY, served } from './analyst.ts';
import { labelled, openApp } from './app.ts';

const parameters = (page: Page): Record<string, string> => Object.fromEntries(new URL(page.url()).searchParams);
const set = (page: Page, name: string, value: string): Promise<void> =>
  page.locator('per-pixel').evaluate((viewer, given) => viewer.setAttribute(...given), [name, value] as const);

describe('the address', () => {
  it('says all that is to be seen, and nothing of what somebody else has put there', async () => {
    const query =
      'source=camera&model=tiny&backend=wasm&overlay=outline&opacity=0.7&mirror&refine=off&doubt=0.2&split=0.4' +
      '&utm_source=mail&assets=https://elsewhere.example/';
    const { page, complaints, strangers } = await openApp({ query, camera: 'person' });
    await labelled(page);
    expect(
      await page.locator('per-pixel').evaluate((viewer: HTMLElementTagNameMap['per-pixel']) => {
        const { source, model, backend, overlay, opacity, mirror, refine, doubt, split, assets } = viewer;
        return { source, model, backend, overlay, opacity, mirror, refine, doubt, split, assets };
      }),
    ).toEqual({
      source: 'camera',
      model: 'tiny',
      backend: 'wasm',
      overlay: 'outline',
      opacity: 0.7,
      mirror: true,
      refine: false,
      doubt: 0.2,
      split: 0.4,
      assets: '',
    });
    expect(await page.locator('pp-status').textContent()).not.toMatch(/utm_source|unknown/);
    expect([complaints, strangers]).toEqual([[], []]);
  });

  it('follows what is chosen, and leads back to it', async () => {
    const { page } = await openApp({ query: 'source=camera&model=tiny&utm_source=mail#top', camera: 'person' });
    await labelled(page);
    await page.getByRole('radio', { name: 'Outline' }).check({ force: true });
    await set(page, 'refine', '{"temporal":0.5}');
    await set(page, 'mirror', '');
    const wanted = {
      source: 'camera',
      model: 'tiny',
      utm_source: 'mail',
      overlay: 'outline',
      refine: '{"temporal":0.5}',
      mirror: '',
    };
    await expect.poll(() => parameters(page)).toEqual(wanted);
    expect(new URL(page.url()).hash).toBe('#top');
    await page.reload();
    await labelled(page);
    const seen = await page
      .locator('per-pixel')
      .evaluate(({ overlay, refine, mirror }: HTMLElementTagNameMap['per-pixel']) => ({ overlay, refine, mirror }));
    expect(seen).toEqual({ overlay: 'outline', refine: { temporal: 0.5 }, mirror: true });
    await page.getByRole('radio', { name: 'Labels' }).check({ force: true });
    await page.locator('per-pixel').evaluate((viewer) => viewer.removeAttribute('mirror'));
    await set(page, 'refine', '');
    await expect.poll(() => parameters(page)).toEqual({ source: 'camera', model: 'tiny', utm_source: 'mail' });
  });

  it('says nothing of what nobody chose', async () => {
    const { page } = await openApp({ query: '', camera: 'person' });
    await labelled(page, 1);
    await page.getByRole('radio', { name: 'Outline' }).check({ force: true });
    await expect.poll(() => parameters(page)).toEqual({ overlay: 'outline' });
  });
});

describe('the address of an analysis', () => {
  it('follows what a video is analysed with, and leads back to that', async () => {
    const { page, complaints } = await openApp({
      path: PATH,
      query: `${QUERY}&video=/drive.mp4&every=20&refine=off&utm_source=mail`,
      prepare: (context) => served(context, media('analysis/constant.mp4')),
    });
    await page.getByText('every 20th frame · raw labels').waitFor();
    await page.getByText('All 3 frames analysed').waitFor();
    await page.getByRole('button', { name: 'Refinement' }).click();
    await page.getByLabel('Label mirrored too').check();
    await page.getByLabel('Labels start at').fill('1');
    await page.getByLabel('Labels start at').blur();
    await page.getByRole('combobox', { name: 'Overlay' }).selectOption('outline');
    await page.getByRole('button', { name: 'Apply to this video' }).click();
    await page.locator('.facts', { hasText: 'raw labels · mirrored too' }).waitFor();
    const wanted = {
      model: 'tiny',
      backend: 'wasm',
      video: '/drive.mp4',
      every: '20',
      refine: 'off',
      utm_source: 'mail',
      mirror: '',
      overlay: 'outline',
      'labels-start': '1',
    };
    await expect.poll(() => parameters(page)).toEqual(wanted);
    await page.getByText('All 3 frames analysed').waitFor();
    expect(await queue(page)).toEqual([
      'drive.mp4 tiny · every 20th frame · raw labels done',
      'drive.mp4 tiny · every 20th frame · raw labels · mirrored too done',
    ]);
    await page.reload();
    await page.locator('.facts', { hasText: 'every 20th frame · raw labels · mirrored too' }).waitFor();
    await expect.poll(() => queue(page)).toHaveLength(2);
    expect(await page.getByRole('combobox', { name: 'Overlay' }).inputValue()).toBe('outline');
    expect(await page.getByLabel('Labels start at').inputValue()).toBe('1');
    expect(complaints).toEqual([]);
  });

  it.each(['video=/drive.mp4', 'sample'])(
    'says beside what it opens (%s) which of its options is wrong',
    async (opens) => {
      const { page, complaints } = await openApp({
        path: PATH,
        query: `${QUERY}&${opens}&every=never`,
        prepare: (context) => served(context, media('analysis/constant.mp4')),
      });
      await page.locator('pp-queue li').waitFor();
      await page.getByText('The address has a wrong option “every”').waitFor();
      expect(complaints).toEqual([]);
    },
  );
});
