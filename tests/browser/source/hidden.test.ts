import { afterEach, expect, it, vi } from 'vitest';
import { needs } from '../needs.ts';
import { mediaFile, opened } from './source.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  document.dispatchEvent(new Event('visibilitychange'));
});

/** As in a tab in the background: no display frames, and the page's own timers once a second at most. */
function hide(): void {
  vi.spyOn(globalThis, 'requestAnimationFrame').mockReturnValue(0);
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  const own = setTimeout;
  vi.stubGlobal('setTimeout', (run: () => void, ms = 0) => own(run, Math.max(1000, ms)));
}

it('a video goes on giving its frames where the display asks for none', async () => {
  vi.spyOn(globalThis, 'requestAnimationFrame').mockReturnValue(0);
  const { source, seconds, frames } = await opened(await mediaFile('street.mp4', 'a.mp4'));
  await source.play();
  await frames(10);
  expect(new Set(seconds).size).toBeGreaterThan(5);
});

it('a video in a hidden page gives more than a frame a second', async () => {
  hide();
  const { source, seconds, frames } = await opened(await mediaFile('street.mp4', 'a.mp4'));
  await source.play();
  const begun = performance.now();
  await frames(12);
  expect(performance.now() - begun).toBeLessThan(6000);
  expect(new Set(seconds).size).toBeGreaterThan(5);
  source.pause();
  await source.seek(1);
  const before = seconds.length;
  await frames(before + 1);
});

async function expectPace(from: Blob | 'street'): Promise<void> {
  hide();
  const { source, frames } = await opened(from);
  await source.play();
  await frames(1);
  const begun = performance.now();
  await frames(7);
  expect(performance.now() - begun).toBeLessThan(5000);
  source.close();
}

it('an image that moves keeps its pace in a hidden page', await needs('imageDecoder'), async () =>
  expectPace(await mediaFile('kinds/moving.gif', 'a.gif')),
);

it('the street keeps its pace in a hidden page', () => expectPace('street'));
