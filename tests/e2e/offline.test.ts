import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { findChromium } from '../../src/cli/chromium/find.ts';
import { flags } from '../chromium/flags.ts';
import { labelled } from './app.ts';
import type { Ledger } from '../../src/protocol/offline/ledger.ts';
import { ChangingSite } from './changing-site.ts';

const QUERY = '?source=camera&model=tiny&backend=wasm';
/** As an operator puts it beside the page. */
const FILM = 'films/loop.mp4';
const site = new ChangingSite();
let address = '';
let profile = '';
let context: BrowserContext;

async function launch(): Promise<Page> {
  context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    args: await flags({ camera: 'person' }),
    viewport: { width: 800, height: 600 },
  });
  return context.pages()[0] ?? context.newPage();
}

/** Resolves when this page's needs are kept. */
async function kept(page: Page): Promise<void> {
  await page.waitForFunction(async () => {
    const found = await Promise.all(
      ['lib/models/tiny.onnx', 'index.html'].map(async (path) => caches.match(new URL(path, location.href))),
    );
    const names = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    return found.every(Boolean) && names.flat().some(({ url }) => /threaded-[\w-]+\.wasm$/.test(url));
  });
}

/** What the service worker holds. @param look for a newer version first */
function ledger(page: Page, { look = false } = {}): Promise<Ledger> {
  return page.evaluate(async (look) => {
    const registration = await navigator.serviceWorker.ready;
    // one that is refused rejects
    if (look) await registration.update().catch(() => undefined);
    const { installing } = registration;
    // only then it answers for pages itself
    if (installing) {
      await new Promise<void>((resolve) => {
        const settled = (): void => (/activated|redundant/.test(installing.state) ? resolve() : undefined);
        installing.addEventListener('statechange', settled);
        settled();
      });
    }
    const stored = await caches.match(new URL('ledger', location.href));
    return (await stored?.json()) as Ledger;
  }, look);
}

/** When Chromium last wrote down which caches there are, which it does seconds after one was filled: milliseconds since 1970. */
async function listed(): Promise<number> {
  const root = join(profile, 'Default', 'Service Worker', 'CacheStorage');
  const folders = await readdir(root);
  const lists = await Promise.all(folders.map((each) => stat(join(root, each, 'index.txt'))));
  return Math.max(...lists.map(({ mtimeMs }) => mtimeMs));
}

beforeAll(async () => {
  profile = await mkdtemp(join(tmpdir(), 'perpixel-profile-'));
  address = await site.start();
});

afterAll(async () => {
  await site.stop();
  await rm(profile, { recursive: true, force: true });
});

describe('a site that was visited once', () => {
  beforeAll(async () => {
    const page = await launch();
    await page.goto(address + QUERY);
    await labelled(page);
    await kept(page);
    site.put('kiosk.json', JSON.stringify({ source: FILM, model: 'tiny', backend: 'wasm', attract: false }));
    site.put(FILM, await readFile('tests/fixtures/media/street.mp4'));
    await page.goto(`${address}?kiosk`);
    await labelled(page);
    await page.waitForFunction((film) => caches.match(new URL(film, location.href)).then(Boolean), FILM);
    const filled = Date.now();
    await vi.waitUntil(async () => (await listed()) > filled, { timeout: 30_000, interval: 200 });
    await context.close();
    await site.stop();
  });

  afterAll(async () => {
    site.reset();
    address = await site.start(Number(new URL(address).port));
  });

  it('labels within ten seconds when its server is gone and the browser was restarted', async () => {
    const page = await launch();
    onTestFinished(() => context.close());
    await page.goto(`${address}${QUERY}&overlay=outline`);
    await labelled(page, 1, 10_000);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  });

  it('plays the film of its kiosk.json without the server too, in parts as a player wants it', async () => {
    const page = await launch();
    onTestFinished(() => context.close());
    await page.goto(`${address}?kiosk`);
    await labelled(page, 10, 20_000);
    expect(
      await page.locator('per-pixel').evaluate((viewer: HTMLElementTagNameMap['per-pixel']) => viewer.source),
    ).toBe(FILM);
    const part = await page.evaluate(async (film) => {
      const response = await fetch(film, { headers: { Range: 'bytes=4-7' } });
      return [response.status, response.headers.get('content-range'), await response.text()];
    }, FILM);
    expect(part).toEqual([206, expect.stringMatching(/^bytes 4-7\/\d+$/), 'ftyp']);
  });

  it('gives whatever it kept with the headers that isolate it', async () => {
    const page = await launch();
    onTestFinished(() => context.close());
    await page.goto(address + QUERY);
    const [worker = ''] = (await readdir('dist/lib')).filter((name) => /^pipeline\.worker-.*\.js$/.test(name));
    const answers = await page.evaluate(
      async ([script, film]) => {
        const asked: [path: string, range: string, method: string][] = [
          ['index.html', '', 'GET'],
          [`lib/${script}`, '', 'GET'],
          [film ?? '', '', 'GET'],
          [film ?? '', '', 'HEAD'],
          [film ?? '', 'bytes=4-7', 'GET'],
          [film ?? '', 'bytes=999999999-', 'GET'],
        ];
        return Promise.all(
          asked.map(async ([path, range, method]) => {
            const { status, headers } = await fetch(path, { method, headers: range ? { Range: range } : {} });
            const kinds = ['Opener', 'Embedder', 'Resource'];
            return [status, ...kinds.map((kind) => headers.get(`Cross-Origin-${kind}-Policy`))];
          }),
        );
      },
      [worker, FILM],
    );
    const isolated = ['same-origin', 'require-corp', 'same-origin'];
    expect(answers).toEqual([200, 200, 200, 200, 206, 416].map((status) => [status, ...isolated]));
  });
});

describe('an update', () => {
  let page: Page;

  beforeAll(async () => {
    page = await launch();
    await page.goto(address + QUERY);
    await labelled(page);
  });

  afterAll(() => context.close());

  it('that is not what its list says changes nothing', async () => {
    onTestFinished(() => site.reset());
    const before = await page.title();
    const spoilt = (await site.text('index.html')).replace('<title>', '<title>Spoilt ');
    await site.update('index.html', spoilt, { spoilt: true });
    await expect
      .poll(() => ledger(page, { look: true }))
      .toMatchObject({ news: [{ outcome: 'refused' }], staged: null });
    await page.reload();
    await labelled(page);
    expect(await page.title()).toBe(before);
    // opening the page looks for a newer version too, and may be at it
    const versions = async (): Promise<string[]> =>
      page.evaluate(async () => (await caches.keys()).filter((name) => /version/.test(name)));
    await expect.poll(versions).toHaveLength(1);
  });

  it('takes over when the page is opened the next time, and stays when it labels', async () => {
    await site.update('index.html', (await site.text('index.html')).replace('<title>', '<title>New '));
    await expect.poll(async () => (await ledger(page, { look: true })).staged).not.toBeNull();
    expect(await page.title()).not.toMatch(/^New/);
    await page.reload();
    expect(await page.title()).toMatch(/^New/);
    await labelled(page);
    await expect.poll(async () => (await ledger(page)).news.at(-1)).toMatchObject({ outcome: 'installed' });
  });

  it('that labels nothing is taken back, without anybody at the keyboard', async () => {
    const { current } = await ledger(page);
    // a minute is too long for a test
    const worker = await site.text('sw.js');
    expect(worker.match(/trial:6e4/g)).toHaveLength(1);
    // nor does it take over of its own accord, as when the browser gives up on that: its page has it do so
    const takesOver = ',await this.scope.skipWaiting()';
    expect(worker.split(takesOver)).toHaveLength(2);
    site.put('sw.js', worker.replace('trial:6e4', 'trial:4e3').replace(takesOver, ''));
    const [script = ''] = /lib\/index-[\w-]+\.js/.exec(await site.text('index.html')) ?? [];
    await site.update(script, 'throw new Error("nothing works");');
    const staged = async (): Promise<boolean> => (await ledger(page, { look: true })).staged !== null;
    await expect.poll(staged).toBe(true);
    await page.reload();
    expect(await page.evaluate(() => customElements.get('per-pixel') === undefined)).toBe(true);
    await page.waitForFunction(() => customElements.get('per-pixel') !== undefined);
    await labelled(page);
    const after = await ledger(page, { look: true });
    expect(after.current).toBe(current);
    expect(after.news.at(-1)).toMatchObject({ outcome: 'rolled-back' });
    // never tried again
    expect(after.staged).toBeNull();
  });
});
