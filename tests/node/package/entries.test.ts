import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeEntries, type WrittenEntries } from '../../../.config/package/entries.ts';
import { checkNotice } from '../../../.config/package/third-parties.ts';
import { packedModels } from '../../../.config/package/models.ts';

const run = promisify(execFile);
let folder = '';
let written: WrittenEntries;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'perpixel-entries-'));
  written = await writeEntries(await packedModels(), folder);
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');

/** All that a page gets which imports a file, but for what is imported later. */
async function graph(name: string, seen = new Set<string>()): Promise<Set<string>> {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const [, path = ''] of (await read(name)).matchAll(/^(?:import|export)[^'"]*?["']\.\/([^"']+)["'];$/gm))
    await graph(path, seen);
  return seen;
}

/** In a process of its own, that has neither page nor elements. */
function onServer(script: string): Promise<{ stdout: string }> {
  return run(process.execPath, ['--input-type=module', '--eval', script], { cwd: folder });
}

describe('the package’s entries', () => {
  it('register no element and bring no Lit, but for “elements”', async () => {
    for (const entry of ['index.js', 'video.js']) {
      for (const file of await graph(entry)) {
        expect(await read(file), file).not.toMatch(/customElements|litElementVersions|\$lit\$/);
        expect(written.sideEffects).not.toContain(`./lib/${file}`);
      }
    }
    const elements = await Promise.all([...(await graph('elements.js'))].map(read));
    expect(elements.join('\n')).toContain('customElements');
  });

  it('name as having side effects every file that registers an element', async () => {
    for (const file of await readdir(folder)) {
      if (!/@customElement|customElement\(/.test(await read(file))) continue;
      expect(written.sideEffects, file).toContain(`./lib/${file}`);
    }
    // these do no more than import such a file, which a bundler would leave out with them
    expect(written.sideEffects).toEqual(expect.arrayContaining(['./lib/elements.js', './lib/react.js']));
  });

  it('are imported by a server, and leave nothing there', async () => {
    const { stdout } = await onServer(`
      const before = new Set(Object.getOwnPropertyNames(globalThis));
      const { createSegmenter, setAssets, PerPixelError } = await import('./index.js');
      const { analyzeVideo, analyzeFrames, parseCSV } = await import('./video.js');
      await import('./elements.js');
      setAssets('/perpixel/');
      const code = await createSegmenter().catch((error) => error instanceof PerPixelError && error.code);
      const left = Object.getOwnPropertyNames(globalThis).filter((name) => !before.has(name));
      console.log(JSON.stringify({ code, functions: [analyzeVideo, analyzeFrames, parseCSV].map((each) => typeof each), left }));
    `);
    const { code, functions, left } = JSON.parse(stdout) as Record<string, unknown>;
    expect(code).toBe('browser-unsupported');
    expect(functions).toEqual(['function', 'function', 'function']);
    expect(left).toEqual(['litPropertyMetadata', 'reactiveElementVersions', 'litHtmlVersions', 'litElementVersions']);
  });

  it('contain no code of others that NOTICE does not name', async () => {
    expect([...written.packages]).toEqual(expect.arrayContaining(['lit-html', 'comlink', 'valibot']));
    await checkNotice(written.packages);
    await expect(checkNotice([...written.packages, 'left-pad'])).rejects.toThrow('left-pad');
  });

  it('name each file of the package where bundlers look for it, beside every module', async () => {
    const texts = await Promise.all((await readdir(folder)).map(read));
    const all = texts.join('\n');
    const named = [...all.matchAll(/new URL\(\s*"\.\/assets\/([^"]+)",\s*import\.meta\.url\s*\)/g)].map(
      ([, name]) => name,
    );
    for (const name of ['pipeline.worker.js', 'street.worker.js', 'ort.wasm', 'ort.jspi.js', 'models/selfie.onnx'])
      expect(named).toContain(name);
    // anything else would be followed by one bundler or another, and lead nowhere
    expect(all.match(/import\.meta/g)).toHaveLength(named.length);
    expect(all).not.toMatch(/__ASSET__|\.worker\.ts/);
  });
});
