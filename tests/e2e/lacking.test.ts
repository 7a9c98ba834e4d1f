import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from 'playwright';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { findChromium } from '../chromium/find.ts';
import { flags } from '../chromium/flags.ts';
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

describe('a browser without', () => {
  it.each([
    ['Worker', /web workers.*Chrome/s],
    ['OffscreenCanvas', /OffscreenCanvas.*segment\(\) works all the same/s],
    ['WebAssembly', /WebAssembly with SIMD.*Lockdown Mode/s],
  ] as const)('%s is told what it lacks and which one has it', async (name, words) => {
    const { page } = await openApp({
      query: 'source=camera&model=tiny&backend=wasm',
      camera: 'person',
      prepare: async (context) => {
        await context.addInitScript((lost) => {
          if (lost === 'OffscreenCanvas') {
            Reflect.deleteProperty(HTMLCanvasElement.prototype, 'transferControlToOffscreen');
          }
          Reflect.deleteProperty(globalThis, lost);
        }, name);
        // what a worker has is another world
        await context.route(/\.worker-[^/]*\.js$/, async (route) => {
          const response = await route.fetch();
          await route.fulfill({ response, body: `delete globalThis.${name};${await response.text()}` });
        });
      },
    });
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(words);
  });

  it('video frames labels a camera all the same', async () => {
    const { page } = await openApp({
      query: 'source=camera&model=tiny&backend=wasm',
      camera: 'person',
      prepare: async (context) => {
        await context.addInitScript(() => {
          for (const name of ['VideoFrame', 'MediaStreamTrackProcessor']) Reflect.deleteProperty(globalThis, name);
        });
        await context.route(/\.worker-[^/]*\.js$/, async (route) => {
          const response = await route.fetch();
          await route.fulfill({ response, body: `delete globalThis.VideoFrame;${await response.text()}` });
        });
      },
    });
    await labelled(page, 5);
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
