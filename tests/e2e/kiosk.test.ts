import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { killGpuProcess } from '../chromium/gpu-process.ts';
import { recover } from '../soak/in-page.ts';
import { labelled, openApp } from './app.ts';

/** A worker in reserve is readied after the first second. */
async function settled(page: Page): Promise<void> {
  await labelled(page, 35);
  await expect.poll(() => page.workers().filter((each) => each.url().includes('pipeline.worker')).length).toBe(2);
}

describe('a kiosk', () => {
  it('starts by itself and labels again after whatever went wrong, with the last picture kept', async () => {
    const { page, strangers } = await openApp({ query: 'kiosk&faults&model=tiny&source=camera', camera: 'person' });
    await settled(page);
    expect(
      await page.locator('per-pixel').evaluate((viewer: HTMLElementTagNameMap['per-pixel']) => viewer.kioskState),
    ).toBe('live');
    for (const kind of ['worker-crash', 'camera-ended', 'inference-error', 'stall', 'memory-pressure']) {
      expect(await page.evaluate(recover, { kinds: [kind], apart: 0 }), kind).toBeLessThan(30_000);
      expect(await page.locator('per-pixel canvas.picture').count()).toBe(1);
      expect(await page.getByRole('alert').count()).toBe(0);
    }
    expect(await page.evaluate(recover, { kinds: ['camera-ended', 'worker-crash'], apart: 0 })).toBeLessThan(30_000);
    expect(await page.evaluate(recover, { kinds: ['worker-crash', 'camera-ended'], apart: 50 })).toBeLessThan(30_000);
    expect(strangers).toEqual([]);
  });

  it('cannot be made to fail where the page did not ask for it', async () => {
    const { page } = await openApp({ query: 'kiosk&model=tiny&source=camera', camera: 'person' });
    await labelled(page);
    expect(await page.evaluate(() => 'injectFault' in (document.querySelector('per-pixel') ?? {}))).toBe(false);
  });

  it('outlives its graphics device, and the GPU process', { timeout: 180_000 }, async () => {
    const { page, context } = await openApp({
      query: 'kiosk&faults&model=tiny&source=camera&backend=webgpu',
      camera: 'person',
      graphics: 'webgpu',
      alone: true,
    });
    expect(await labelled(page, 3, 120_000)).toMatchObject({ backend: 'webgpu' });
    expect(await page.evaluate(recover, { kinds: ['device-lost'], apart: 0 })).toBeLessThan(60_000);
    const [recovery] = await Promise.all([page.evaluate(recover, { kinds: [], apart: 0 }), killGpuProcess(context)]);
    expect(recovery).toBeLessThan(60_000);
    await labelled(page, 3);
    expect(await page.getByRole('alert').count()).toBe(0);
  });
});
