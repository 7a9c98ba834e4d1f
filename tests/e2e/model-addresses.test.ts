import { readdir } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { production } from '../../.config/vite/headers.ts';
import { ISOLATION } from '../../src/cli/serve/isolation.ts';
import { openApp } from './app.ts';
import {
  colourModel,
  factsOf,
  manifestOf,
  modelSite,
  WEIGHT_FILE,
  type Answers,
  type ModelSite,
} from './model-site.ts';

const MODEL = colourModel();
const SPLIT = colourModel('mine.data');
const PAGE = '<!doctype html><title>Our app</title>';
const moved = (to: string) => (_: unknown, response: ServerResponse) =>
  void response.writeHead(302, { Location: to }).end();
const status = (code: number) => (_: unknown, response: ServerResponse) => void response.writeHead(code).end();

type Library = typeof import('../../src/perpixel.ts');

/** What the page's own script does: `page.evaluate` cannot import. */
const OPEN = "import * as perpixel from '/lib/perpixel.js'; globalThis.perpixel = perpixel;";

/** The labels of three stripes, or what went wrong. */
async function label(page: Page, model: string, assets?: string): Promise<string> {
  return page.evaluate(
    async ({ address, folder }) => {
      const { createSegmenter } = (globalThis as unknown as { perpixel: Library }).perpixel;
      const image = new ImageData(3, 1);
      image.data.set([255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255]);
      try {
        const options = { model: address, backend: 'wasm' as const, refine: false as const };
        const segmenter = await createSegmenter(folder ? { ...options, assets: folder } : options);
        const { labelMap } = await segmenter.segment(image);
        segmenter.close();
        return labelMap.join(' ');
      } catch (error) {
        const { code, message } = error as import('../../src/perpixel.ts').PerPixelError;
        return `${code}: ${message}`;
      }
    },
    { address: model, folder: assets },
  );
}

/** A page of this site with the library in it. */
async function pageOf(site: ModelSite): Promise<Page> {
  // any page of ours will do to get a browser: this one has nothing to load
  const { page } = await openApp({ path: 'favicon.svg' });
  await page.goto(`${site.origin}blank.html`);
  await page.waitForFunction(() => 'perpixel' in globalThis);
  return page;
}

const RIGHT = '0 1 2';
const ANSWERS: Answers = {
  '/blank.html': '<!doctype html><title>Blank</title><script type="module" src="/open.js"></script>',
  '/open.js': OPEN,
  '/models/mine.json': manifestOf('mine.onnx', MODEL),
  '/models/mine.onnx': MODEL,
};

/** Two other origins: one that lets others read, one that does not. */
async function strangers(): Promise<{ open: ModelSite; shut: ModelSite }> {
  const open = await modelSite({ 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' });
  const shut = await modelSite();
  open.answers = shut.answers = ANSWERS;
  return { open, shut };
}

describe('a model’s files', () => {
  it('are looked for beside the manifest, wherever it was found', async () => {
    const site = await modelSite(ISOLATION);
    site.answers = ANSWERS;
    const page = await pageOf(site);
    site.answers = {
      ...ANSWERS,
      '/latest.json': moved('/models/mine.json'),
      '/split.json': manifestOf('deep/split.onnx', SPLIT),
      '/deep/split.onnx': SPLIT,
      '/deep/mine.data': WEIGHT_FILE,
      '/checked.json': manifestOf('deep/split.onnx', SPLIT, { weights: [factsOf('deep/mine.data', WEIGHT_FILE)] }),
    };
    for (const path of [
      'models/mine.json',
      'models/mine.json?v=3&w=a/b',
      'latest.json',
      'split.json',
      'checked.json',
    ]) {
      expect(await label(page, site.origin + path), path).toBe(RIGHT);
    }
    const spoilt = WEIGHT_FILE.slice().fill(1, 20);
    const outside = colourModel('../mine.data');
    site.answers = {
      ...site.answers,
      '/deep/mine.data': spoilt,
      '/lost.json': manifestOf('lost/split.onnx', SPLIT),
      '/lost/split.onnx': SPLIT,
      '/outside.json': manifestOf('deep/outside.onnx', outside),
      '/deep/outside.onnx': outside,
    };
    expect(await label(page, `${site.origin}checked.json`)).toMatch(/^model-integrity: /);
    expect(await label(page, `${site.origin}lost.json`)).toMatch(
      /^model-download: .*“mine\.data”, where the server answered 404 for \/lost\/mine\.data\. Put that file beside/,
    );
    expect(await label(page, `${site.origin}outside.json`)).toMatch(
      /^model-download: .*“\.\.\/mine\.data”, which lies outside/,
    );

    site.answers = {
      ...ANSWERS,
      '/spa/mine.json': manifestOf('mine.onnx', MODEL),
      '/spa/mine.onnx': PAGE,
      '/spa/other.json': PAGE,
      '/403.json': status(403),
      '/500.json': status(500),
    };
    for (const [path, said] of [
      ['spa/mine.json', /^model-integrity: .*it is a web page.*many servers send a page/],
      ['spa/other.json', /^model-invalid: .*\/spa\/other\.json is not a manifest in JSON: it is a web page/],
      ['403.json', /^model-download: .*answered 403 for \/403\.json\. Have the server allow it/],
      ['500.json', /^model-download: .*answered 500 for \/500\.json\. The server failed/],
    ] as const) {
      expect(await label(page, site.origin + path), path).toMatch(said);
    }
  });

  it('and the runtime’s are told where assets names the wrong folder', async () => {
    const site = await modelSite(ISOLATION);
    const wasm = (_: unknown, response: ServerResponse) =>
      void response.writeHead(200, { 'Content-Type': 'text/html' }).end(PAGE);
    site.answers = ANSWERS;
    const page = await pageOf(site);
    expect(await label(page, `${site.origin}models/mine.json`, `${site.origin}nowhere/`)).toMatch(
      /^backend-unavailable: .*answered 404 for \/nowhere\/ort.*\.wasm.*“assets”/,
    );
    const names = (await readdir('dist/lib')).filter((name) => name.endsWith('.wasm'));
    site.answers = { ...ANSWERS, ...Object.fromEntries(names.map((name) => [`/page/${name}`, wasm])) };
    expect(await label(page, `${site.origin}models/mine.json`, `${site.origin}page/`)).toMatch(
      /^backend-unavailable: .*web page in place of \/page\/ort/,
    );
  });
});

describe('a model of another origin', () => {
  it('is used where its server allows it, and told to be shut by CORS, or gone', async () => {
    const { open, shut } = await strangers();
    const site = await modelSite();
    site.answers = { ...ANSWERS, '/away.json': moved(`${shut.origin}models/mine.json`) };
    const page = await pageOf(site);
    expect(await label(page, `${open.origin}models/mine.json`)).toBe(RIGHT);
    expect(await label(page, `${shut.origin}models/mine.json`)).toMatch(
      /^model-download: .* does not allow other origins to read \/models\/mine\.json \(CORS\)\. Have that server send “Access-Control-Allow-Origin: http:\/\/127/,
    );
    expect(await label(page, `${site.origin}away.json`)).toMatch(/^model-download: .*redirected.*\(CORS\)/);
    expect(await label(page, 'http://127.0.0.1:9/mine.json')).toMatch(
      /^model-download: .*127\.0\.0\.1:9 was not reached/,
    );
    expect(await label(page, 'ftp://127.0.0.1/mine.json')).toMatch(/^model-download: .*nothing from ftp:/);
  });

  it('is told to be shut by the page’s own policy', async () => {
    const { open } = await strangers();
    const site = await modelSite(production);
    site.answers = ANSWERS;
    const page = await pageOf(site);
    expect(await label(page, `${site.origin}models/mine.json`)).toBe(RIGHT);
    expect(await label(page, `${open.origin}models/mine.json`)).toMatch(
      /^model-download: .*Content-Security-Policy does not allow http:\/\/127[^ ]* \(connect-src\)\. Add http:\/\/127.* to “connect-src”/,
    );
    expect(await label(page, `data:application/json,${encodeURIComponent(manifestOf('a.onnx', MODEL))}`)).toMatch(
      /^model-download: .*Content-Security-Policy does not allow data: \(connect-src\)/,
    );
  });

  it('may be either where an isolated page cannot find out', async () => {
    const { open, shut } = await strangers();
    const site = await modelSite(ISOLATION);
    site.answers = ANSWERS;
    const page = await pageOf(site);
    expect(await label(page, `${open.origin}models/mine.json`)).toBe(RIGHT);
    expect(await label(page, `${shut.origin}models/mine.json`)).toMatch(
      /^model-download: .*was not reached, or does not allow.*\(CORS\).*Access-Control-Allow-Origin/,
    );
  });
});
