import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gpuOptions, HELP } from './options.ts';
import { benchGpu } from './run.ts';
import type { Folders } from './site.ts';

// the script of the folder that `npm run bench:pack` makes: all that it serves lies beside it
const here = fileURLToPath(new URL('./', import.meta.url));
const folder = (name: string): string => `${here}files/${name}/`;
const folders: Folders = {
  site: folder('site'),
  vision: folder('vision'),
  model: folder('model'),
  litert: folder('litert'),
  selfie: folder('selfie'),
};

const { values } = parseArgs({ options: { help: { type: 'boolean' } }, strict: false });
if (values.help) {
  console.log(`node bench-gpu.mjs [options]\n\n${HELP}`);
} else {
  try {
    await benchGpu(folders, gpuOptions(process.argv.slice(2)), readFileSync(`${here}commit`, 'utf8').trim(), here);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
