/**
 * `npm run privacy`: whether a raw background ever comes out, in a real Chromium and through what is built. A camera films a person before
 * a wall of marked colours; while a page's element and a processed track hide the wall, everything that can be switched is, at random,
 * and workers die. Needs ffmpeg. Build first. Writes docs/reports/privacy.md, and fails where a raw frame came out, or where the wall that is
 * shown on purpose at the end is not seen. `--switches 500 --deaths 50 --seed 1`; `--only exact` runs a part, without a
 * report; `--leak` shows the wall in the middle, too.
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
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
    leak: { type: 'boolean', default: false },
  },
});
const [switches, deaths, seed] = [values.switches, values.deaths, values.seed].map(Number) as [number, number, number];
/** A picture is raw where so many of its pixels are marked. A model that is never wrong leaves few: what a weak blur of a small picture has left. */
const RAW = 0.05;
/** Where a network may take a piece of the wall for a person: five sixths of the wall. */
const RAW_OF_NETWORKS = 0.6;

const folder = await mkdtemp(join(tmpdir(), 'perpixel-privacy-'));
const made = await makeScenes(folder);
const serving = await serve(
  { dist: new URL('../../dist/', import.meta.url), made: pathToFileURL(`${folder}/`) },
  ISOLATION,
);
const visits: Visit[] = [];
const REPORT = new URL('../../docs/reports/privacy.md', import.meta.url);
try {
  const at = `${serving.origin}made/`;
  const sure = made.models.map((name) => at + name);
  const world = { ...made, at, models: sure, backends: ['wasm'] as const, random: randomly(seed) };
  const shared = { origin: serving.origin, folder, leak: values.leak, world, raw: RAW };
  const parts = [
    { name: 'exact', share: 0.84, died: 0.7 },
    {
      name: 'bundled',
      share: 0.08,
      died: 0.1,
      raw: RAW_OF_NETWORKS,
      world: { ...world, models: ['', 'selfie', 'selfie-landscape', 'people'] },
    },
    {
      name: 'GPU',
      share: 0.08,
      died: 0.2,
      world: { ...world, camera: made.smallCamera, backends: ['webgpu', 'wasm'] as const },
    },
  ];
  for (const { share, died, ...part } of parts.filter(({ name }) => !values.only || values.only === name)) {
    const counts = { switches: Math.round(switches * share), deaths: Math.round(deaths * died) };
    visits.push(await visit({ ...shared, ...part, ...counts }));
    // a part that breaks down takes nothing of those before it along
    if (!values.leak && !values.only && switches >= 500) await writeFile(REPORT, report(visits, seed).text);
  }
} finally {
  serving.close();
  await rm(folder, { recursive: true });
}
const { text, raw, unseen } = report(visits, seed);
console.log(text);
if (raw > 0) console.error(`${raw} raw frames came out.`);
if (unseen.length > 0) console.error(`What is shown on purpose was not seen in: ${unseen.join(', ')}.`);
process.exitCode = raw > 0 || unseen.length > 0 ? 1 : 0;
