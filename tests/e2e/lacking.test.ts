import { readdir } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type BrowserContext } from 'playwright';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { findChromium } from '../../src/cli/chromium/find.ts';
import { flags } from '../chromium/flags.ts';
import { choose, media, PATH, plainPickers, QUERY } from './analyst.ts';
import { labelled, openApp } from './app.ts';

/** Listens where every name leads here and hands on to the built site, which answers to its own name only. */
async function insecureDoor(): Promise<number> {
  const { hostname, port } = new URL(inject('site'));
  const server = createServer(({ url = '/', method = 'GET' }, response) => {
    const asked = request({ hostname, port, path: url, method, headers: { host: `${hostname}:${port}` } }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    asked.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** A browser that has not what `loss`, run in its pages and workers before ours, takes away. */
async function without(context: BrowserContext, loss: string): Promise<void> {
  await plainPickers(context);
  await context.addInitScript(loss);
  // what a worker has is another world
  await context.route(/\.worker-[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${loss};${await response.text()}` });
  });
}

/** Takes a global away, and of a canvas what goes with it. */
function losing(name: string): string {
  return `delete globalThis.${name};
    if ('${name}' === 'OffscreenCanvas') delete globalThis.HTMLCanvasElement?.prototype.transferControlToOffscreen;`;
}

const WEB_CODECS = ['VideoFrame', 'VideoDecoder', 'VideoEncoder', 'ImageDecoder', 'EncodedVideoChunk'];

describe('a browser without', () => {
  it.each([
    ['Worker', /web workers.*Chrome/s],
    ['OffscreenCanvas', /OffscreenCanvas.*segment\(\) works all the same/s],
    ['WebAssembly', /WebAssembly with SIMD.*Lockdown Mode/s],
  ] as const)('%s is told what it lacks and which one has it', async (name, words) => {
    const { page } = await openApp({
      query: 'source=camera&model=tiny&backend=wasm',
      camera: 'person',
      prepare: (context) => without(context, losing(name)),
    });
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(words);
  });

  it('WebCodecs labels a camera and pictures all the same, and says of an analysis which browser can', async () => {
    const { page } = await openApp({
      query: 'source=camera&model=tiny&backend=wasm',
      camera: 'person',
      prepare: (context) => without(context, [...WEB_CODECS, 'MediaStreamTrackProcessor'].map(losing).join('')),
    });
    await labelled(page, 5);
    const film = (await readdir('dist/lib')).find((name) => /^sample-.*\.mp4$/.test(name));
    // as text: what tests are compiled with would put an import of its own in
    const [shares, analysis] = await page.evaluate<[number[], [code: string, message: string]]>(`(async () => {
      const { analyzeVideo, createSegmenter } = await import(new URL('lib/perpixel.js', document.baseURI).href);
      const segmenter = await createSegmenter({ model: 'tiny', backend: 'wasm' });
      const canvas = document.createElement('canvas');
      canvas.getContext('2d').fillStyle = '#f00';
      canvas.getContext('2d').fillRect(0, 0, canvas.width, canvas.height);
      const { shares } = await segmenter.segment(canvas);
      segmenter.close();
      const analysis = await analyzeVideo('lib/${film}', { model: 'tiny' }).then(
        () => ['none', ''],
        ({ code, message }) => [code, message],
      );
      return [[...shares], analysis];
    })()`);
    expect(shares).toEqual([0, 1, 0, 0]);
    expect(analysis).toEqual(['video-unsupported', expect.stringMatching(/VideoDecoder.*Firefox 130/)]);
  });

  it('workers shows no screen that starts itself again and again', async () => {
    const { page } = await openApp({ query: 'kiosk', prepare: (context) => without(context, losing('Worker')) });
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(/This browser has no .*Use Chrome/s);
    expect(await page.locator('pp-kiosk-screen').count()).toBe(0);
    expect(await page.evaluate(() => document.querySelector('per-pixel')?.kioskState)).toBe(null);
  });

  it('an answer to its question whether files may stay shows the screen all the same', async () => {
    const { page } = await openApp({
      query: 'kiosk&source=camera&model=tiny&backend=wasm',
      camera: 'person',
      // as Firefox does, until somebody clicks
      prepare: (context) => without(context, 'StorageManager.prototype.persist = () => new Promise(() => {})'),
    });
    await labelled(page, 3);
  });

  it('WebAssembly is told so by our example, too', async () => {
    const { page, complaints } = await openApp({
      path: 'example.html',
      prepare: (context) => without(context, losing('WebAssembly')),
    });
    await page
      .locator('output')
      .getByText(/^This browser has no WebAssembly with SIMD.*Use Chrome/)
      .waitFor();
    expect(await page.locator('input').isDisabled()).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('a video decoder is told so before a video is chosen, with what works all the same', async () => {
    const { page, complaints } = await openApp({
      path: PATH,
      query: QUERY,
      prepare: (context) => without(context, losing('VideoDecoder')),
    });
    const told = page.getByText(/This browser has no VideoDecoder.*Firefox 130.*Live labels, of a camera/);
    await told.waitFor();
    expect(await told.count()).toBe(1);
    expect(complaints).toEqual([]);
  });

  it('private files analyses all the same, and says that nothing is kept', async () => {
    const { page, complaints } = await openApp({
      path: PATH,
      query: QUERY,
      prepare: (context) => without(context, 'delete globalThis.StorageManager?.prototype.getDirectory'),
    });
    await choose(page, media('analysis/constant.mp4'));
    await page.getByText('All 60 frames analysed').waitFor({ timeout: 60_000 });
    await page.getByText('This browser keeps no labels for this page').waitFor();
    expect(await page.getByText('no room').count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});

it('an insecure page labels what it may, and says of the camera what would let it', async () => {
  const port = await insecureDoor();
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: [...(await flags({ camera: 'person' })), '--host-resolver-rules=MAP insecure.test 127.0.0.1'],
  });
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  const broken: string[] = [];
  page.on('pageerror', (error) => broken.push(error.message));
  await page.goto(`http://insecure.test:${port}/?source=camera&model=tiny`);
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  const alert = page.getByRole('alert');
  await alert.waitFor();
  expect(await alert.textContent()).toMatch(/HTTPS/);
  // as text: what tests are compiled with would put an import of its own in
  const shares = await page.evaluate<number>(`(async () => {
    const { createSegmenter } = await import(new URL('lib/perpixel.js', document.baseURI).href);
    const segmenter = await createSegmenter({ model: 'tiny' });
    const white = new ImageData(new Uint8ClampedArray(16 * 16 * 4).fill(255), 16, 16);
    const { shares } = await segmenter.segment(white);
    segmenter.close();
    return shares.reduce((sum, each) => sum + each, 0);
  })()`);
  expect(shares).toBeCloseTo(1);
  expect(broken).toEqual([]);
});
