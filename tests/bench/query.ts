/**
 * `npm run bench:query`: how long `perpixel query` takes over 2,000 videos of 3,000 frames, made up, written as `perpixel label` writes
 * them, and what memory. Let nothing else run. Writes docs/reports/query.md; `--keep FOLDER` makes them there, or takes what lies there.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { writeCommand } from '../../.config/package/command.ts';
import { ROOT } from '../../.config/package/places.ts';
import { revision } from '../suites/revision.ts';
import { median } from './ratio.ts';

const VIDEOS = 2000;
const FRAMES = 3000;
const ROUNDS = 5;
const BAR = { seconds: 2, megabytes: 500 };
const QUERIES = [
  'pedestrian > 3% for 0.5s',
  'count(car) >= 2 and road > 30% for 1s',
  'not (car > 1% or pedestrian > 1%) for 2s',
];

const { values } = parseArgs({ options: { keep: { type: 'string' } } });
const folder = values.keep ?? (await mkdtemp(join(tmpdir(), 'perpixel-query-')));
const bin = await mkdtemp(join(ROOT, '.types/query-'));

interface Run {
  readonly seconds: number;
  readonly megabytes: number;
  readonly ranges: number;
}

/** The whole command, from its start to its end. */
async function query(text: string): Promise<Run> {
  const from = performance.now();
  const child = spawn(
    process.execPath,
    [
      '--import',
      `data:text/javascript,${encodeURIComponent(PEAK)}`,
      join(bin, 'perpixel.js'),
      'query',
      text,
      folder,
      '--json',
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let [out, said] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (more: string) => (out += more));
  child.stderr.setEncoding('utf8').on('data', (more: string) => (said += more));
  const [code] = (await once(child, 'close')) as [number | null];
  const seconds = (performance.now() - from) / 1000;
  if (code !== 0) throw new Error(said);
  const { ranges } = JSON.parse(out) as { ranges: unknown[] };
  return { seconds, megabytes: Number(/peak (\d+)/.exec(said)?.[1]) / 1024, ranges: ranges.length };
}

/** The most memory that the process had at once, in kB. */
const PEAK = `process.on('exit', () => process.stderr.write('peak ' + process.resourceUsage().maxRSS));`;

try {
  await writeCommand(bin);
  if (!existsSync(join(folder, 'run.json'))) {
    // what a build puts in its place
    Object.assign(globalThis, { __PERPIXEL_VERSION__: 'bench' });
    const { layDrives } = await import('./query-results.ts');
    await layDrives(folder, VIDEOS, FRAMES);
  }
  const rows: string[] = [];
  let met = true;
  for (const text of QUERIES) {
    await query(text);
    const runs: Run[] = [];
    for (let round = 0; round < ROUNDS; round += 1) runs.push(await query(text));
    const seconds = median(runs.map((run) => run.seconds));
    const megabytes = Math.max(...runs.map((run) => run.megabytes));
    const holds = seconds < BAR.seconds && megabytes < BAR.megabytes;
    met &&= holds;
    rows.push(
      `| \`${text}\` | ${seconds.toFixed(2)} s | ${megabytes.toFixed(0)} MB | ${runs[0]!.ranges.toLocaleString('en')} | ${holds ? 'yes' : 'no'} |`,
    );
    console.log(rows.at(-1));
  }
  const machine = `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'CPU'}, Node ${process.version}`;
  const report = `# A query over many videos

\`npm run bench:query\`: the whole command, from its start to its end, over ${VIDEOS.toLocaleString('en')} videos of ${FRAMES.toLocaleString('en')} frames, made up and
written as \`perpixel label\` writes them; the median of ${ROUNDS} runs and the most memory of them, the files being in the system's cache.
Bar: ${BAR.seconds} s, ${BAR.megabytes} MB.

${new Date().toISOString().slice(0, 10)}, ${machine}. The code was that of “${revision()}”.

| query | time | memory | ranges | met |
| --- | ---: | ---: | ---: | --- |
${rows.join('\n')}
`;
  const path = 'docs/reports/query.md';
  await writeFile(path, await format(report, { ...(await resolveConfig(path)), parser: 'markdown' }));
  process.exitCode = met ? 0 : 1;
} finally {
  await rm(bin, { recursive: true });
  if (values.keep === undefined) await rm(folder, { recursive: true });
}
