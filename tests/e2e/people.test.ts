import { expect, it } from 'vitest';
import { goldenPicture } from '../fixtures/golden/picture.ts';
import { labelled, openApp } from './app.ts';
import { writeFakeCamera } from './fake-camera.ts';

/** Two of the drawn person beside one another, each half as wide: a camera that is twice as wide as high sets that right. */
function twoPeople(): Uint8ClampedArray {
  const one = goldenPicture();
  return Uint8ClampedArray.from(one, (_, at) => {
    const [row, column] = [Math.floor(at / 1024), Math.floor(at / 4) % 256];
    return one[row * 1024 + ((column * 2) % 256) * 4 + (at % 4)]!;
  });
}

it('a camera that sees two people offers to tell them apart, and then each keeps a number of their own', async () => {
  // where a machine takes a frame now and then, two drawn people further apart than this change the picture as a cut does
  const camera = await writeFakeCamera({ width: 640, height: 320, frames: 30, sway: 2, picture: twoPeople() });
  const { page } = await openApp({ query: 'source=camera&backend=wasm', camera });
  expect((await labelled(page)).model).toBe('selfie-landscape');
  await page.getByRole('button', { name: 'Tell them apart' }).click({ timeout: 60_000 });
  await expect.poll(() => page.url()).toContain('model=people');
  const tracks = (): Promise<number[]> =>
    page.evaluate(
      () =>
        new Promise((resolve) =>
          document.addEventListener(
            'perpixel-frame',
            ({ detail }) => resolve((detail.instances ?? []).map(({ track }) => track).toSorted((a, b) => a - b)),
            { once: true },
          ),
        ),
    );
  await expect.poll(async () => (await tracks()).length, { timeout: 60_000 }).toBe(2);
  const first = await tracks();
  for (let frame = 0; frame < 10; frame += 1) expect(await tracks()).toEqual(first);
  await page.getByRole('radio', { name: 'Panoptic', checked: true }).waitFor();
});
