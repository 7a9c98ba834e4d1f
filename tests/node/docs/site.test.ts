import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../../src/core/errors/errors.ts';
import { production } from '../../../.config/vite/headers.ts';
import { buildDocs, type Built } from '../../../.config/docs/site.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
let out = '';
let built: Built;
const pages = new Map<string, string>();

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'perpixel-docs-'));
  built = await buildDocs(root, out);
  for (const { path } of built.pages) pages.set(path, await readFile(join(out, path), 'utf8'));
}, 120_000);

afterAll(() => rm(out, { recursive: true, force: true }));

const idsOf = (page: string): Set<string> => new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => id));

describe('the documentation', () => {
  it('leads nowhere that is not there', () => {
    const missing: string[] = [...built.dead];
    for (const [path, page] of pages) {
      for (const [, href = ''] of page.matchAll(/<a [^>]*href="([^"]*)"/g)) {
        if (/^[a-z]+:/.test(href)) continue;
        const [file = '', id] = href.split('#');
        const target = new URL(file, `http://site/docs/${path}`).pathname.slice(1);
        // the app's own pages, of whose parts none is named
        if (!target.startsWith('docs/')) {
          if (!/^(?:|(?:index|analyze|health|learn|playground|example)\.html)(?:\?.*)?$/.test(target))
            missing.push(`${path}: ${href}`);
          continue;
        }
        const found = file === '' ? page : pages.get(target.slice('docs/'.length));
        if (found === undefined || (id && !idsOf(found).has(decodeURIComponent(id)))) missing.push(`${path}: ${href}`);
      }
    }
    expect(missing).toEqual([]);
  });

  it('keeps to a policy without inline styles and scripts, and fetches nothing from elsewhere', () => {
    for (const [path, page] of pages) {
      expect(page, path).not.toMatch(/<[^>]* (?:style|on\w+)="|<style|<script(?![^>]* src=)/);
      const fetched = [...page.matchAll(/<(?:link|script|img)[^>]* (?:href|src)="([^"]*)"/g)].map(([, each]) => each);
      expect(
        fetched.filter((each) => /^(?:\w+:)?\/\//.test(each ?? '')),
        path,
      ).toEqual([]);
    }
  });

  it('shows the very policy that the built site, and apps of the package’s tests, are served with', async () => {
    const hosting = await readFile(`${root}docs/guide/hosting.md`, 'utf8');
    expect(hosting).toContain(`add_header Content-Security-Policy "${production['Content-Security-Policy']}" always;`);
  });

  it('says on each page what it is and which one it is, with one heading of the first level', () => {
    for (const [path, page] of pages) {
      expect(page.match(/<h1[ >]/g), path).toHaveLength(1);
      expect(page.match(/ aria-current="page"/g), path).toHaveLength(1);
      expect(page, path).toMatch(/<title>.+ · perpixel<\/title>/);
      expect(page, path).not.toMatch(/\{\{|<!--/);
    }
  });

  it('puts in what the README says, in place of saying it twice', () => {
    expect(pages.get('guide/hosting.html')).toContain('Cross-Origin-Embedder-Policy');
    expect(pages.get('reference/segmenter.html')).toContain('more than 0.5 %');
  });

  it('says of every error code what it means', () => {
    const page = pages.get('reference/errors.html') ?? '';
    const silent = ERROR_CODES.filter((code) => !new RegExp(`<h2 id="${code}">[^\\n]*</h2>\\n<p>\\w`).test(page));
    expect(silent).toEqual([]);
    expect(page).toContain('No camera was found.');
  });

  it('says of every error code what to do, in words', () => {
    const [, ...sections] = (pages.get('reference/errors.html') ?? '').split('<h2 id="');
    const speechless = sections.filter(
      (each) => !/<td>[^<]*\w[^<]*<\/td>\n?<td>[^<]*\w/.test(each) || /<td>…<\/td>/.test(each),
    );
    expect(speechless.map((each) => each.slice(0, each.indexOf('"')))).toEqual([]);
    // worked out by a function, handed over by a caller, and found in a table
    const words = sections.join('');
    expect(words).toContain('Let the server’s Permissions-Policy header name this origin: camera=(self).');
    expect(words).toContain('Check the address: nothing lies there.');
    expect(words).toContain('This browser has no VideoEncoder, which writes a video.');
  });

  it('lists every attribute, property and event of the element', () => {
    const page = pages.get('reference/element-all.html') ?? '';
    for (const name of ['same-origin', 'sameOrigin', 'captureStream()', 'perpixel-frame', '--pp-accent', 'toolbar']) {
      expect(page).toContain(`<code>${name}</code>`);
    }
  });

  it('can be searched for words of every page', async () => {
    const entries = JSON.parse(await readFile(join(out, 'search.json'), 'utf8')) as { path: string; words: string }[];
    expect(new Set(entries.map(({ path }) => path.split('#')[0]))).toEqual(new Set(pages.keys()));
    expect(new Set(entries.map(({ path }) => path)).size).toBe(entries.length);
    expect(entries.find(({ path }) => path === 'guide/call.html#what-is-promised')?.words).toContain('raw background');
  });
});
