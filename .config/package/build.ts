import { execFile } from 'node:child_process';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { writeElementData } from '../elements/write.ts';
import { writeAssets } from './assets.ts';
import { writeCommand } from './command.ts';
import { ENTRIES, writeEntries } from './entries.ts';
import { lintPackage, lintTypes } from './lint-package.ts';
import { writeModelPackage } from './model-package.ts';
import { packedModels } from './models.ts';
import { ASSETS, LIB, MAIN, OUT, ROOT } from './places.ts';
import { NODE_ENTRIES, writeNodeEntry } from './node-entry.ts';
import { mainManifest } from './package-manifest.ts';
import { packageReadme } from './readme.ts';
import { project } from './settings.ts';
import { checkNotice } from './third-parties.ts';
import { writeTypes } from './types.ts';

const run = promisify(execFile);
/** Bytes of a tarball. */
const LARGEST = 25e6;

// lays the packages out in dist/package and packs each into a tarball beside it
await rm(OUT, { recursive: true, force: true });
await mkdir(ASSETS, { recursive: true });
const models = await packedModels();
const inAssets = await writeAssets(models, ASSETS);
const { sideEffects, packages } = await writeEntries(models, LIB);
const inNode = await writeNodeEntry(LIB);
await writeTypes({ ...ENTRIES, ...NODE_ENTRIES }, LIB);
await writeElementData(LIB, {
  root: ROOT,
  version: project.version,
  module: 'lib/elements.js',
  types: '../elements.js',
});
const inCommand = await writeCommand(`${MAIN}bin`);
await checkNotice([...inAssets, ...packages, ...inNode, ...inCommand]);
for (const name of ['LICENSE', 'NOTICE', 'CHANGELOG.md']) await copyFile(ROOT + name, MAIN + name);
await writeFile(`${MAIN}README.md`, packageReadme(await readFile(`${ROOT}README.md`, 'utf8')));
await writeFile(`${MAIN}package.json`, `${JSON.stringify(mainManifest(sideEffects), null, 2)}\n`);
const others = models.filter(({ from }) => from !== 'perpixel');
for (const model of others) await writeModelPackage(model);
for (const name of ['perpixel', ...others.map(({ from }) => from)]) {
  await lintPackage(OUT + name);
  const { stdout } = await run('npm', ['pack', '--pack-destination', OUT, OUT + name, '--json']);
  const [packed] = JSON.parse(stdout) as { filename: string; size: number; unpackedSize: number }[];
  if (!packed) throw new Error(`${name} was not packed`);
  await lintTypes(OUT + packed.filename);
  console.log(`dist/package/${packed.filename}: ${mega(packed.size)} packed, ${mega(packed.unpackedSize)} unpacked`);
  if (packed.size > LARGEST) throw new Error(`${name} is larger than ${mega(LARGEST)}`);
}

function mega(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
