import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ENTRIES } from '../../../.config/package/entries.ts';
import { NODE_ENTRIES } from '../../../.config/package/node-entry.ts';
import { mainManifest } from '../../../.config/package/package-manifest.ts';
import { writeTypes } from '../../../.config/package/types.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'perpixel-types-'));
  await writeTypes({ ...ENTRIES, ...NODE_ENTRIES }, `${folder}/`);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('the declarations of the package name nothing that is not installed with it', async () => {
  const { dependencies = {}, peerDependencies = {} } = mainManifest([]) as Record<string, Record<string, string>>;
  const installed = [...Object.keys(dependencies), ...Object.keys(peerDependencies)];
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.d.ts'));
  expect(files).toEqual(expect.arrayContaining(['index.d.ts', 'types/src/core/manifest/tasks.d.ts']));
  for (const file of files) {
    const text = await readFile(join(folder, file), 'utf8');
    const named = [...text.matchAll(/(?:from|import)\s*\(?\s*['"]([^.'"][^'"]*)['"]/g)].map(([, name]) => name);
    for (const name of named) expect(installed, `${file} names ${name}`).toContain(name);
  }
});
