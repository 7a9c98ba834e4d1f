/**
 * `npm run bench:pack`: what `npm run bench -- --gpu` needs in one folder, dist/bench-gpu, and as bench-gpu.tar.gz beside it, to be carried
 * to a machine with a graphics adapter. Build first.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'vite';
import { FOLDERS } from './gpu.ts';
import type { Folders } from './site.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const out = `${root}dist/bench-gpu/`;
/** Bytes that the folder may have. */
const LARGEST = 60e6;

/** What the pages load of each folder; of the site neither films nor what older browsers take in place of JSPI. */
const NEEDED: Readonly<Record<keyof Folders, RegExp>> = {
  site: /^(index\.html|favicon\.svg|lib\/(?!.*(asyncify|sample-|\.map$)).*\.(js|css|wasm|json|onnx|bin))$/,
  vision: /^(vision_bundle\.mjs|wasm\/vision_wasm_internal\.(js|wasm))$/,
  model: /^mediapipe\/models\/selfie_segmenter\.tflite$/,
  litert: /^(core\/dist\/index\.js|wasm-utils\/dist\/index\.js|core\/wasm\/litert_wasm_(jspi_)?internal\.(js|wasm))$/,
  selfie: /^selfie_segmentation\.tflite$/,
};
/** Weights of models that no stream is measured with. */
const UNUSED = /^lib\/models\/(driving|people)\..*(onnx|bin)$/;
const DENSE = /\.(js|mjs|css|html|svg|json|wasm|onnx|bin|tflite)$/;

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await build({
  configFile: false,
  root,
  logLevel: 'warn',
  ssr: { noExternal: true },
  build: {
    ssr: 'tests/bench/gpu/packed.ts',
    outDir: out,
    emptyOutDir: false,
    target: 'node20',
    minify: false,
    rolldownOptions: { output: { entryFileNames: 'bench-gpu.mjs', codeSplitting: false } },
  },
});
for (const [name, folder] of Object.entries(FOLDERS)) await pack(name as keyof Folders, folder);
await writeFile(`${out}commit`, execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', cwd: root }));
await copyFile(new URL('README.txt', import.meta.url), `${out}README.txt`);
execFileSync('tar', ['-czf', 'bench-gpu.tar.gz', 'bench-gpu'], { cwd: `${root}dist` });
const bytes = await sizeOf(out);
const { size } = await stat(`${root}dist/bench-gpu.tar.gz`);
console.log(`dist/bench-gpu: ${mega(bytes)}; dist/bench-gpu.tar.gz: ${mega(size)}`);
if (bytes > LARGEST) throw new Error(`It is larger than ${mega(LARGEST)}.`);

/** Copies what is needed, as brotli alone where that is smaller: the script serves it so. */
async function pack(name: keyof Folders, folder: string): Promise<void> {
  for (const path of await readdir(folder, { recursive: true })) {
    if (!NEEDED[name].test(path) || UNUSED.test(path) || !(await stat(join(folder, path))).isFile()) continue;
    const to = join(out, 'files', name, path);
    await mkdir(dirname(to), { recursive: true });
    const from = join(folder, path);
    if (!DENSE.test(extname(path))) await copyFile(from, to);
    else if (existsSync(`${from}.br`)) await copyFile(`${from}.br`, `${to}.br`);
    else await writeFile(`${to}.br`, brotli(await readFile(from)));
  }
}

function brotli(bytes: Buffer): Buffer {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } });
}

async function sizeOf(folder: string): Promise<number> {
  let sum = 0;
  for (const path of await readdir(folder, { recursive: true })) {
    const found = await stat(join(folder, path));
    if (found.isFile()) sum += found.size;
  }
  return sum;
}

function mega(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
