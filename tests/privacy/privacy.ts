/**
 * `npm run privacy`: whether a raw background ever comes out, in a real Chromium and through what is built. A camera films a person before
 * a wall of marked colours; while a page's element and a processed track hide the wall, everything that can be switched is, at random,
 * and workers die. Needs ffmpeg. Build first. Writes docs/reports/privacy.md, and fails where a raw frame came out, or where the wall that is
 * shown on purpose at the end is not seen. `--switches 500 --deaths 50 --seed 1`; `--leak` shows it at a random moment, too.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ISOLATION } from '../../src/cli/serve/isolation.ts';
import { serve } from '../../src/cli/serve/serve-folders.ts';
import { randomly } from '../fixtures/randomly.ts';
import { report } from './report.ts';
import { makeScenes } from './scene.ts';
import { visit, type Visit } from './visit.ts';

const { values } = parseArgs({
  options: {
    switches: { type: 'string', default: '500' },
    deaths: { type: 'string', default: '50' },
    gpu: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
    leak: { type: 'boolean', default: false },
  },
});
const [switches, deaths, onGpu, seed] = [values.switches, values.deaths, values.gpu, values.seed].map(Number) as [
  number,
  number,
  number,
  number,
];

const folder = await mkdtemp(join(tmpdir(), 'perpixel-privacy-'));
const made = await makeScenes(folder);
const serving = await serve(
  { dist: new URL('../../dist/', import.meta.url), made: pathToFileURL(`${folder}/`) },
  ISOLATION,
);
const visits: Visit[] = [];
try {
  const world = { ...made, at: `${serving.origin}made/`, random: randomly(seed) };
  const shared = { origin: serving.origin, folder, leak: values.leak };
  const wasm = Math.max(0, switches - onGpu);
  visits.push(
    await visit({ ...shared, world: { ...world, backends: ['wasm'] }, switches: wasm, deaths: deaths - (onGpu && 5) }),
  );
  if (onGpu)
    visits.push(
      await visit({ ...shared, world: { ...world, backends: ['webgpu', 'wasm'] }, switches: onGpu, deaths: 5 }),
    );
} finally {
  serving.close();
  await rm(folder, { recursive: true });
}
const { text, raw, unseen } = report(visits, seed);
console.log(text);
if (!values.leak && switches >= 500) await writeFile(new URL('../../docs/reports/privacy.md', import.meta.url), text);
if (raw > 0) console.error(`${raw} raw frames came out.`);
if (unseen.length > 0) console.error(`What is shown on purpose was not seen in: ${unseen.join(', ')}.`);
process.exitCode = raw > 0 || unseen.length > 0 ? 1 : 0;
