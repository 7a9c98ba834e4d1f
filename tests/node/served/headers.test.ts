import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, preview, type InlineConfig } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headers } from '../../../.config/vite/headers.ts';
import { ISOLATION } from '../../../src/cli/serve/isolation.ts';

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
}

interface Site {
  readonly address: string;
  close(): Promise<unknown>;
}

function ask(address: string, path: string, options: { method?: string; headers?: Record<string, string> } = {}) {
  return new Promise<Answer>((resolve, reject) => {
    request(new URL(path, address), options, (response) => {
      response.resume();
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers }));
    })
      .on('error', reject)
      .end();
  });
}

const folder = mkdtemp(join(tmpdir(), 'perpixel-served-'));
const quiet: InlineConfig = { configFile: false, logLevel: 'silent', plugins: [headers()] };
const server = { port: 0, strictPort: false, host: 'localhost' };

const START: Readonly<Record<string, () => Promise<Site>>> = {
  'the preview server': async () => {
    const site = await preview({
      ...quiet,
      root: await folder,
      build: { outDir: '.' },
      appType: 'mpa',
      preview: server,
    });
    return { address: site.resolvedUrls?.local[0] ?? '', close: () => site.close() };
  },
  'the development server': async () => {
    const optimizeDeps = { noDiscovery: true, include: [] };
    const site = await createServer({ ...quiet, root: await folder, appType: 'mpa', server, optimizeDeps });
    await site.listen();
    return { address: site.resolvedUrls?.local[0] ?? '', close: () => site.close() };
  },
};

afterAll(async () => rm(await folder, { recursive: true }));

describe.each(Object.entries(START))('%s', (_name, start) => {
  let site: Site;
  let tag = '';

  beforeAll(async () => {
    await writeFile(join(await folder, 'index.html'), '<!doctype html><title>page</title>');
    await writeFile(join(await folder, 'script.js'), 'export const answer = 42;');
    await writeFile(join(await folder, 'film.mp4'), 'abcdef');
    site = await start();
    tag = (await ask(site.address, 'script.js')).headers.etag ?? '';
    expect(tag).not.toBe('');
  });

  afterAll(() => site.close());

  it.each([
    ['a page', 200, '', {}],
    ['a script', 200, 'script.js', {}],
    ['a script that the browser has', 304, 'script.js', { headers: { 'If-None-Match': 'tag' } }],
    ['a part of a film', 206, 'film.mp4', { headers: { Range: 'bytes=2-3' } }],
    ['a part that a film does not have', 416, 'film.mp4', { headers: { Range: 'bytes=9-' } }],
    ['nothing', 404, 'nothing.html', {}],
    ['another name of this machine', 403, '', { headers: { Host: 'elsewhere.example' } }],
    ['a question beforehand', 204, '', { method: 'OPTIONS', headers: { Origin: 'http://localhost:1' } }],
  ])(
    'isolates %s (%i)',
    async (_what, status, path, options: { method?: string; headers?: Record<string, string> }) => {
      const own = options.headers?.['If-None-Match'] ? { ...options, headers: { 'If-None-Match': tag } } : options;
      const answer = await ask(site.address, path, own);
      expect(answer.status).toBe(status);
      expect(answer.headers).toMatchObject({
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
        'cross-origin-resource-policy': 'same-origin',
      });
    },
  );
});

describe('the README', () => {
  it('tells the owner of a server of the very headers that ours send', async () => {
    const text = await readFile('README.md', 'utf8');
    const blocks = [...text.matchAll(/^```(nginx|apache|caddyfile)\n(.*?)^```$/gms)];
    expect(blocks.map(([, kind]) => kind)).toEqual(['nginx', 'apache', 'caddyfile']);
    for (const [, kind, block = ''] of blocks) {
      const told = [...block.matchAll(/(Cross-Origin-[\w-]+) ([\w-]+)/g)].map(([, name, value]) => [name, value]);
      expect(Object.fromEntries(told), kind).toEqual(ISOLATION);
    }
  });
});
