import { encode } from 'fast-png';
import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { labelled, openApp } from './app.ts';
import { writeFakeCamera } from './fake-camera.ts';

/** A picture of one colour, as a file that a visitor picks. */
function wall(name: string, colour: readonly [number, number, number]) {
  const data = Uint8Array.from({ length: 3 * 64 * 64 }, (_, i) => colour[i % 3]!);
  return { name, mimeType: 'image/png', buffer: Buffer.from(encode({ width: 64, height: 64, data, channels: 3 })) };
}

/** The colour in the upper left of what is shown. */
function corner(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const bitmap = await createImageBitmap(await document.querySelector('per-pixel')!.snapshot());
    const context = new OffscreenCanvas(1, 1).getContext('2d')!;
    context.drawImage(bitmap, 4, 4, 1, 1, 0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data.subarray(0, 3)];
  });
}

it('a visitor chooses what lies behind, adds a picture of their own, finds it again, and takes it away', async () => {
  const film = await writeFakeCamera({ width: 320, height: 240, frames: 6 });
  const query = 'source=camera&model=selfie&backend=wasm&background=hills';
  const { page, complaints, strangers } = await openApp({
    query,
    camera: film,
    viewport: { width: 1100, height: 800 },
  });
  await labelled(page);
  const viewer = page.locator('per-pixel');
  const tile = (name: string) => page.getByRole('radio', { name, exact: true });
  // the address named a background, and that its overlay
  expect(await viewer.getAttribute('overlay')).toBe('replace');
  expect(await tile('Hills').isChecked()).toBe(true);
  const sky = await corner(page);

  // by keyboard: one tile on
  await tile('Hills').press('ArrowRight');
  expect(await viewer.getAttribute('background')).toBe('garden');
  await expect.poll(() => page.url()).toContain('background=garden');
  await expect.poll(() => corner(page)).not.toEqual(sky);

  const picker = page.locator('pp-backgrounds input[type=file]');
  await picker.setInputFiles(wall('wall.png', [200, 40, 90]));
  await expect.poll(() => tile('wall.png').isChecked()).toBe(true);
  await expect.poll(() => corner(page)).toEqual([200, 40, 90]);
  // what is on this machine alone is no part of an address, which goes on hiding the room
  await expect.poll(() => page.url()).not.toContain('background=');
  expect(new URL(page.url()).searchParams.get('overlay')).toBe('replace');

  await picker.setInputFiles({ name: 'letter.png', mimeType: 'image/png', buffer: Buffer.from('Dear all') });
  await expect.poll(() => page.locator('pp-backgrounds .note').textContent()).toMatch(/letter\.png.*Use a PNG/);
  expect(await tile('wall.png').isChecked()).toBe(true);
  expect(await corner(page)).toEqual([200, 40, 90]);

  // another model and back, and the next visit, which begins with what the address says by then
  for (const model of ['tiny', 'selfie']) {
    await viewer.evaluate((each, id) => each.setAttribute('model', id), model);
    await expect.poll(() => page.url()).toContain(`model=${model}`);
  }
  await page.reload();
  await labelled(page);
  await expect.poll(() => tile('wall.png').isChecked()).toBe(true);
  await expect.poll(() => corner(page)).toEqual([200, 40, 90]);
  await page.getByRole('button', { name: 'Remove wall.png' }).click();
  await expect.poll(() => tile('wall.png').count()).toBe(0);
  expect(await viewer.getAttribute('overlay')).toBe('replace');
  await tile('Blurred').press('Space');
  expect(await viewer.getAttribute('overlay')).toBe('blur');
  expect(complaints).toEqual([]);
  expect(strangers).toEqual([]);
});
