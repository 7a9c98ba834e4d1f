import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerResponse } from 'node:http';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeModels, writeRuntime, writeWorker } from '../../.config/package/assets.ts';
import { writeEntries } from '../../.config/package/entries.ts';
import { packedModels } from '../../.config/package/models.ts';
import { ISOLATION } from '../../src/cli/serve/isolation.ts';
import { encode } from 'fast-png';
import { labelled, openApp } from './app.ts';
import { modelSite, type Answers, type ModelSite } from './model-site.ts';

/** As much of the package as one model on WASM takes: all by its path from the package's `lib`. */
let files: Readonly<Record<string, Buffer>> = {};

beforeAll(async () => {
  const folder = `${await mkdtemp(join(tmpdir(), 'perpixel-package-'))}/`;
  try {
    const models = await packedModels();
    await writeEntries(models, folder);
    await writeWorker('pipeline.worker.ts', `${folder}assets/`);
    for (const variant of ['wasm', 'jspi'] as const) await writeRuntime(variant, `${folder}assets/`);
    await writeModels(
      models.filter(({ id }) => id === 'tiny'),
      `${folder}assets/`,
    );
    const names = (await readdir(folder, { recursive: true })).filter((name) => /\.\w+$/.test(name));
    files = Object.fromEntries(
      await Promise.all(names.map(async (name) => [name, await readFile(folder + name)] as const)),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}, 60_000);
afterAll(() => {
  files = {};
});

const PAGE = '<!doctype html><title>Our app</title>';
const page = (_: unknown, response: ServerResponse): void =>
  void response.writeHead(200, { 'Content-Type': 'text/html' }).end(PAGE);
const gone = (_: unknown, response: ServerResponse): void => void response.writeHead(404).end();

/** The package under an address, less what is answered otherwise. */
function answers(under: string, otherwise: Answers = {}): Answers {
  const all = Object.entries(files).map(([name, content]) => [`/${under}/${name}`, content] as const);
  return { ...Object.fromEntries(all), '/': page, ...otherwise };
}

interface Told {
  readonly labels?: string;
  readonly code?: string;
  readonly message?: string;
}

/** What a page labels with the package at this address, or what it is told. @param options through: another server behind the page's address */
async function labels(
  page: string,
  library: string,
  { model = 'tiny', assets = '', through = page } = {},
): Promise<Told> {
  const { page: tab } = await openApp({ path: 'favicon.svg' });
  // the server behind a name that is nobody's
  if (through !== page)
    await tab.route(`${page}**`, (route) => route.continue({ url: route.request().url().replace(page, through) }));
  await tab.goto(page);
  await tab.addScriptTag({
    type: 'module',
    content: `import * as perpixel from ${JSON.stringify(library)}; globalThis.perpixel = perpixel;`,
  });
  await tab.waitForFunction(() => 'perpixel' in globalThis);
  return tab.evaluate(
    async (wanted) => {
      const { createSegmenter, setAssets } = (
        globalThis as unknown as { perpixel: typeof import('../../src/index.ts') }
      ).perpixel;
      const image = new ImageData(3, 1);
      image.data.set([255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255]);
      try {
        if (wanted.assets) setAssets(wanted.assets);
        const segmenter = await createSegmenter({ model: wanted.model, backend: 'wasm', refine: false });
        const { labelMap } = await segmenter.segment(image);
        segmenter.close();
        return { labels: labelMap.join(' ') };
      } catch (error) {
        const { code, message } = error as import('../../src/index.ts').PerPixelError;
        return { code, message };
      }
    },
    { model, assets },
  );
}

const RIGHT = { labels: '1 2 3' };

/** Parts of a worker. */
const GPU = 'pipeline.gpu-part.js';
const HASH = 'pipeline.sha2.js';

/** A page with an element of the package that is to label on the GPU. */
async function elementPage(otherwise: Answers = {}): Promise<{ site: ModelSite; page: Page }> {
  const site = await modelSite();
  const red = encode({ width: 1, height: 1, channels: 3, data: Uint8Array.of(255, 0, 0) });
  const body = `<!doctype html><link rel="icon" href="data:,"><script type="module" src="/perpixel/elements.js"></script>
<per-pixel source="red.png" model="tiny" backend="webgpu"></per-pixel>`;
  site.answers = answers('perpixel', { '/red.png': red, '/element.html': body, ...otherwise });
  const { page } = await openApp({ path: 'favicon.svg', graphics: 'webgpu' });
  await page.goto(`${site.origin}element.html`);
  return { site, page };
}

describe('the package', () => {
  it('labels with what lies beside its modules, and with what lies in a folder', async () => {
    const site = await modelSite();
    site.answers = answers('perpixel');
    expect(await labels(site.origin, '/perpixel/index.js')).toEqual(RIGHT);
    // parts of the worker that are of no use here
    expect(site.requests.filter((path) => path.endsWith(GPU) || path.endsWith(HASH))).toEqual([]);
    const moved = Object.entries(files).filter(([name]) => name.startsWith('assets/'));
    site.answers = {
      ...answers('perpixel', Object.fromEntries(moved.map(([name]) => [`/perpixel/${name}`, gone]))),
      ...Object.fromEntries(moved.map(([name, content]) => [name.replace('assets', '/static'), content])),
    };
    expect(await labels(site.origin, '/perpixel/index.js', { assets: 'static' })).toEqual(RIGHT);
  });

  it('labels from another origin: without isolation, and with it', async () => {
    for (const isolation of [{}, ISOLATION]) {
      const there = await modelSite({
        'Access-Control-Allow-Origin': '*',
        ...isolation,
        'Cross-Origin-Resource-Policy': 'cross-origin',
      });
      const site = await modelSite(isolation);
      there.answers = answers('perpixel');
      site.answers = { '/': page };
      expect(await labels(site.origin, `${there.origin}perpixel/index.js`)).toEqual(RIGHT);
    }
  });

  it('says which of its files did not come, and what to do: be it missing, or a page in its place', async () => {
    for (const name of ['pipeline.worker.js', 'ort.wasm.js', 'ort.wasm', 'models/tiny.onnx']) {
      for (const instead of [gone, page]) {
        const site = await modelSite();
        site.answers = answers('perpixel', { [`/perpixel/assets/${name}`]: instead });
        const told = await labels(site.origin, '/perpixel/index.js');
        expect(told.code, `${name}: ${told.message}`).toBe('assets-unreachable');
        expect(told.message).toContain(name);
        expect(told.message).toContain('npx perpixel assets');
      }
    }
  });

  it('labels on a page without HTTPS, whose browser checks no file by itself', async () => {
    const site = await modelSite();
    site.answers = answers('perpixel');
    expect(await labels('http://insecure.test/', '/perpixel/index.js', { through: site.origin })).toEqual(RIGHT);
    expect(site.requests).toContain(`/perpixel/assets/${HASH}`);
  });

  it('brings what the GPU alone needs in a script of its own, once', async () => {
    const { site, page } = await elementPage();
    expect(await labelled(page, 1)).toMatchObject({ backend: 'webgpu' });
    expect(site.requests.filter((path) => path.endsWith(GPU))).toHaveLength(1);
    // what it offers are the models that the page has
    const offered = (): Promise<string[]> =>
      page.evaluate(async () => {
        const viewer = document.querySelector('per-pixel')!;
        viewer.controls = !viewer.controls;
        await viewer.updateComplete;
        viewer.controls = true;
        await viewer.updateComplete;
        const bar = viewer.shadowRoot?.querySelector('pp-toolbar');
        await bar?.updateComplete;
        return [...(bar?.shadowRoot?.querySelectorAll<HTMLOptionElement>('select[name=model] option') ?? [])].map(
          ({ value }) => value,
        );
      });
    expect(await offered()).toEqual(['', 'selfie', 'selfie-landscape', 'people', 'driving-street', 'tiny']);
    await page.evaluate(() => {
      Object.assign(globalThis, { [Symbol.for('perpixel.models')]: new Map([['driving', {}]]) });
    });
    expect(await offered()).toContain('driving');
  });

  it('says it where that script does not come', async () => {
    const { page } = await elementPage({ [`/perpixel/assets/${GPU}`]: gone });
    await page.getByText(GPU).waitFor();
    await page.getByText('npx perpixel assets').waitFor();
  });

  it('says what to install for a model that is a package of its own', async () => {
    const site = await modelSite();
    site.answers = answers('perpixel');
    const told = await labels(site.origin, '/perpixel/index.js', { model: 'driving' });
    expect(told.code).toBe('model-download');
    expect(told.message).toContain('npm install perpixel-model-driving');
    expect(told.message).toContain("import 'perpixel-model-driving';");
    const unknown = await labels(site.origin, '/perpixel/index.js', { model: 'sefie' });
    expect(unknown).toMatchObject({
      code: 'model-download',
      message: expect.stringMatching(/no model “sefie” here\. Use .*selfie, tiny/),
    });
  });
});
