import { describe, expect, it } from 'vitest';
import { killGpuProcess } from '../chromium/gpu-process.ts';
import { framesFromNow, labelled, openApp } from './app.ts';

const CAMERA = { query: 'source=camera&model=tiny', camera: 'person' } as const;

describe('the page', () => {
  it('starts another worker when one is killed, and the picture stays meanwhile', async () => {
    const { page } = await openApp(CAMERA);
    await labelled(page, 5);
    const worker = page.workers().find((each) => each.url().includes('pipeline.worker'));
    const states = page.evaluate(
      () =>
        new Promise<string[]>((resolve) => {
          const seen: string[] = [];
          document.addEventListener('perpixel-statechange', ({ detail: { state } }) => {
            seen.push(state);
            if (state === 'running') resolve(seen);
          });
        }),
    );
    await worker?.evaluate(() => self.close());
    expect(await states).toEqual(['recovering', 'running']);
    expect(await page.locator('per-pixel canvas.picture').count()).toBe(1);
    await labelled(page, 3);
  });

  it('labels without cross-origin isolation, on one thread', async () => {
    const { page, complaints } = await openApp({
      ...CAMERA,
      prepare: (context) =>
        context.route('**/*', async (route) => {
          const response = await route.fetch();
          const headers = response.headers();
          for (const name of Object.keys(headers)) if (name.startsWith('cross-origin-')) delete headers[name];
          await route.fulfill({ response, headers });
        }),
    });
    await labelled(page);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
    expect(await page.locator('pp-hud .chip').textContent()).not.toMatch(/2 threads/);
    expect(complaints).toEqual([]);
  });

  it('takes WASM by itself where there is no WebGPU, and says why', async () => {
    const { page } = await openApp(CAMERA);
    expect(await labelled(page)).toMatchObject({ backend: 'wasm' });
    await page.locator('pp-hud summary').click();
    await page.getByText(/WASM, since .*(adapter|WebGPU)/).waitFor();
  });

  it('tells that WebGPU cannot be had when it was asked for, and offers to choose', async () => {
    const { page } = await openApp({ query: 'source=camera&model=tiny&backend=webgpu', camera: 'person' });
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(/WebGPU cannot be used: .*Choose the backend/s);
    await page.getByRole('button', { name: 'Choose for me' }).click();
    expect(await labelled(page)).toMatchObject({ backend: 'wasm' });
  });

  it('tells of an overlay in the address that there is not, and labels all the same', async () => {
    const { page } = await openApp({ query: 'source=camera&model=tiny&overlay=sparkles', camera: 'person' });
    await labelled(page);
    await page
      .locator('pp-status')
      .getByText(/“sparkles” is no value of “overlay”. Use labels/)
      .waitFor();
  });

  it('tells of a wrong backend and a wrong opacity, and labels on', async () => {
    const { page } = await openApp(CAMERA);
    await labelled(page);
    for (const [name, value, words] of [
      ['backend', 'quantum', /“quantum” is no value of “backend”. Use auto/],
      ['opacity', 'lots', /is no value of “opacity”/],
    ] as const) {
      await page
        .locator('per-pixel')
        .evaluate((viewer, wrong) => viewer.setAttribute(...wrong), [name, value] as [string, string]);
      await page.locator('pp-status').getByText(words).waitFor();
    }
    const before = await page.evaluate(() => document.querySelector('per-pixel')?.stats().frames ?? 0);
    await labelled(page, before + 2);
  });

  it('tells of a model that does not exist, and offers the default', async () => {
    const { page } = await openApp({ query: 'source=camera&model=unheard-of', camera: 'person' });
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(/answered 404.*Check the address/s);
    await page.getByRole('button', { name: 'Use the default model' }).click();
    await labelled(page);
  });

  it('refuses a model that was cut in half on the way', async () => {
    const { page } = await openApp({
      ...CAMERA,
      prepare: (context) =>
        context.route('**/tiny.onnx', async (route) => {
          const response = await route.fetch();
          const body = await response.body();
          await route.fulfill({ status: 200, body: body.subarray(0, body.length >> 1), headers: response.headers() });
        }),
    });
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(/not the file its manifest describes/);
    // it was fetching the runtime meanwhile, and takes a moment to be gone
    const workers = (): number => page.workers().filter((each) => each.url().includes('pipeline.worker')).length;
    await expect.poll(workers).toBe(0);
  });

  it('changes the model while it runs, and back', async () => {
    const { page } = await openApp(CAMERA);
    await labelled(page);
    const setModel = (model: string): Promise<void> =>
      page.evaluate((id) => {
        const viewer = document.querySelector('per-pixel');
        if (viewer) viewer.model = id;
      }, model);
    await setModel('selfie');
    await page.waitForFunction(() => document.querySelector('per-pixel')?.stats().model === 'selfie');
    await labelled(page, 2);
    await setModel('tiny');
    await page.waitForFunction(() => document.querySelector('per-pixel')?.stats().model === 'tiny');
    await labelled(page, 2);
    expect(page.workers().filter((each) => each.url().includes('pipeline.worker'))).toHaveLength(1);
  });

  it('survives being asked for everything at once', async () => {
    const { page, complaints } = await openApp({ ...CAMERA, graphics: 'webgl' });
    await labelled(page);
    await page.evaluate(() => {
      const viewer = document.querySelector('per-pixel');
      if (!viewer) return;
      for (let i = 0; i < 10; i += 1) {
        viewer.source = i % 2 ? 'camera' : 'street';
        viewer.model = i % 3 ? 'tiny' : 'selfie';
        viewer.pause();
        void viewer.play();
      }
      viewer.model = 'tiny';
      viewer.source = 'camera';
    });
    await framesFromNow(page, 20);
    await page.waitForFunction(() => document.querySelector('per-pixel')?.stats().model === 'tiny');
    await labelled(page, 5);
    expect(complaints).toEqual([]);
  });

  it('leaves nothing running when the element is taken away, and starts again when it is put back', async () => {
    const { page } = await openApp(CAMERA);
    await labelled(page);
    await page.evaluate(() => {
      const viewer = document.querySelector('per-pixel');
      (window as { taken?: Element | null }).taken = viewer;
      viewer?.remove();
    });
    await expect.poll(() => page.workers().length, { timeout: 10_000 }).toBe(0);
    await page.evaluate(() => {
      const { taken } = window as { taken?: Element | null };
      if (taken) document.querySelector('main')?.append(taken);
    });
    await labelled(page, 3);
  });
});

describe('on WebGPU', () => {
  it('the device is replaced when the GPU process dies', { timeout: 180_000 }, async () => {
    const { page, context } = await openApp({
      query: 'source=camera&model=tiny&backend=webgpu',
      camera: 'person',
      graphics: 'webgpu',
      alone: true,
    });
    expect(await labelled(page, 2, 120_000)).toMatchObject({ backend: 'webgpu' });
    await killGpuProcess(context);
    await framesFromNow(page, 3);
    expect(await labelled(page, 1)).toMatchObject({ model: 'tiny' });
  });
});
