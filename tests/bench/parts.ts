/**
 * `npm run bench:parts -- FILE`: whether the parts of a person on a graphics adapter are those of the CPU, on every 12th frame of a film, in
 * a real Chromium and through what is built, and how long the first frame takes there. Needs ffmpeg. Build first. On the adapter in software
 * (the default) a first frame takes minutes; `--graphics hardware` takes the machine's own. `--frames 4`: so many frames of the film.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { chromiumFlags, type Graphics } from '../../src/cli/chromium/flags.ts';
import { findChromium } from '../../src/cli/chromium/find.ts';
import { ISOLATION } from '../../src/cli/serve/isolation.ts';
import { serve } from '../../src/cli/serve/serve-folders.ts';
import { FUNCTION_NAMES } from '../chromium/function-names.ts';
import { parseClip, writePictures } from './people-clips.ts';
import { partsOf, type Parts } from './parts-page.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    graphics: { type: 'string', default: 'webgpu' },
    frames: { type: 'string', default: '4' },
    model: { type: 'string', default: 'person-parts' },
  },
});
const [film] = positionals;
if (!film) throw new Error('Name a film with a person: npm run bench:parts -- FILE.');
/** Of its frames each so many-th is looked at. */
const EVERY = 12;
/** Share of the pixels that have to be of the same part. */
const ALIKE = 0.999;

const folder = await mkdtemp(join(tmpdir(), 'perpixel-bench-'));
const serving = await serve(
  { dist: new URL('../../dist/', import.meta.url), clips: pathToFileURL(`${folder}/`) },
  ISOLATION,
);
try {
  const written = writePictures(parseClip(`${film}=1`), EVERY, folder, 'pictures').slice(0, Number(values.frames));
  const pictures = written.map((picture) => `/clips/${picture}`);
  const cpu = await labelled('wasm', pictures);
  const gpu = await labelled('webgpu', pictures);
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'CPU'}, load ${loadavg()[0]!.toFixed(1)} at the end`;
  console.log(`${values.model} on ${gpu.adapter} and on the CPU; ${machine}`);
  for (const [name, { seconds }] of Object.entries({ cpu, gpu })) {
    console.log(`${name}: ${seconds.map((each) => each.toFixed(1)).join(', ')} s (opening, then each frame)`);
  }
  const shares = cpu.labels.map((labels, at) => likeness(labels, gpu.labels[at]!));
  console.log(`pixels of the same part: ${shares.map((share) => `${(100 * share).toFixed(3)} %`).join(', ')}`);
  if (!shares.every((share) => share >= ALIKE)) process.exitCode = 1;
} finally {
  serving.close();
  await rm(folder, { recursive: true });
}

async function labelled(backend: 'wasm' | 'webgpu', pictures: readonly string[]): Promise<Parts> {
  const graphics = backend === 'webgpu' ? (values.graphics as Graphics) : 'webgl';
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: chromiumFlags({ camera: 'none', graphics }),
  });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(0);
    await page.addInitScript(FUNCTION_NAMES);
    page.on('console', (message) => console.log(`${backend}: ${message.text()}`));
    await page.goto(serving.origin);
    return await page.evaluate(partsOf, { model: values.model, backend, pictures });
  } finally {
    await browser.close();
  }
}

function likeness(one: readonly number[], other: readonly number[]): number {
  return one.filter((label, pixel) => label === other[pixel]).length / one.length;
}
