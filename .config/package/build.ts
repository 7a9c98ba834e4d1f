import { execFile } from 'node:child_process';
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { writeAssets } from './assets.ts';
import { ENTRIES, writeEntries } from './entries.ts';
import { writeModelPackage } from './model-package.ts';
import { packedModels } from './models.ts';
import { ASSETS, LIB, MAIN, OUT, ROOT } from './places.ts';
import { mainManifest } from './package-manifest.ts';
import { writeTypes } from './types.ts';

const run = promisify(execFile);

// lays the packages out in dist/package and packs each into a tarball beside it
await rm(OUT, { recursive: true, force: true });
await mkdir(ASSETS, { recursive: true });
const models = await packedModels();
await writeAssets(models);
const sideEffects = await writeEntries(models, LIB);
await writeTypes(ENTRIES);
for (const name of ['LICENSE', 'NOTICE', 'README.md']) await copyFile(ROOT + name, MAIN + name);
await writeFile(`${MAIN}package.json`, `${JSON.stringify(mainManifest(sideEffects), null, 2)}\n`);
const others = models.filter(({ from }) => from !== 'perpixel');
for (const model of others) await writeModelPackage(model);
for (const name of ['perpixel', ...others.map(({ from }) => from)]) {
  const { stdout } = await run('npm', ['pack', '--pack-destination', OUT, OUT + name, '--json']);
  const [packed] = JSON.parse(stdout) as { filename: string; size: number; unpackedSize: number }[];
  console.log(`dist/package/${packed?.filename}: ${mega(packed?.size)} packed, ${mega(packed?.unpackedSize)} unpacked`);
}

function mega(bytes = 0): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
