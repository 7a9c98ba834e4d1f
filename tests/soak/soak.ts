import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { preview } from 'vite';
import { writeFakeCamera } from '../e2e/fake-camera.ts';
import { soakOnWasm, soakOnWebGpu, soakVisits, type Phase } from './phases.ts';
import { createRandom } from './random.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '4' },
    faults: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
  },
});
const [minutes, rounds, seed] = [values.minutes, values.rounds, values.seed].map(Number);
if (!minutes || !rounds || !seed || !(Math.min(minutes, rounds, seed) > 0)) {
  throw new Error('--minutes, --rounds and --seed each need a number above 0.');
}

const film = await writeFakeCamera({ width: 320, height: 240, frames: 60, rate: 60 });
const server = await preview({ preview: { port: 0, strictPort: false }, logLevel: 'error' });
const began = Date.now();
const phases: Phase[] = [];
try {
  const site = server.resolvedUrls?.local[0] ?? '';
  const say = (line: string): void => console.log(((Date.now() - began) / 60_000).toFixed(1), line);
  const options = { site, film, rounds, random: createRandom(seed), say };
  phases.push(await soakOnWasm(options, minutes, values.faults));
  if (values.faults) phases.push(await soakVisits(options), await soakOnWebGpu(options));
} finally {
  await server.close();
}
const lines = [
  '# Soak',
  '',
  `\`npm run soak -- --minutes ${minutes}${values.faults ? ` --faults --rounds ${rounds} --seed ${seed}` : ''}\`, ${new Date(began).toISOString().slice(0, 16)}Z,`,
  `${((Date.now() - began) / 60_000).toFixed(0)} minutes in all, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}.`,
  'The built app in headless Chromium with a fake camera. Times are milliseconds from a fault to the next labelled frame of a screen',
  'that calls itself well; a fault while the page still mends another one is counted from the later one.',
  '',
  ...phases.flatMap((phase) => phase.lines),
  `Requests to other origins: ${phases.reduce((sum, { strangers }) => sum + strangers, 0)}.`,
  '',
];
await writeFile(new URL('../../docs/reports/soak.md', import.meta.url), lines.join('\n'));
console.log(lines.join('\n'));
