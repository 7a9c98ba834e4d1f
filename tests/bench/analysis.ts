/**
 * `npm run bench:analysis -- CLIP`: figures of the analysis of a video on this machine, against the speed of the network
 * alone in the same run. Needs ffmpeg, for longer videos of the same clip. Build first; let nothing else run.
 * Writes docs/reports/analysis.md.  `--only throughput,growth,seek,memory,query` measures a part and prints it;
 * `--limit` is the most seconds that the long video gets.
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { chromiumFlags } from '../../src/cli/chromium/flags.ts';
import { findChromium } from '../../src/cli/chromium/find.ts';
import { ISOLATION } from '../../src/cli/serve/isolation.ts';
import { serve } from '../../src/cli/serve/serve-folders.ts';
import { benchGrowth, benchMemory, benchSeek, benchThroughput } from './analysis-page.ts';
import type { Row } from './row.ts';
import { benchQuery } from './analysis-query.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string' }, limit: { type: 'string', default: '600' } },
});
const clip = resolve(positionals[0] ?? 'tests/fixtures/media/analysis/constant.mp4');
const only = values.only?.split(',');
const wanted = (name: string): boolean => !only || only.includes(name);

const folder = await mkdtemp(join(tmpdir(), 'perpixel-bench-'));
/** The clip, so many times over, without a new encoding. */
function looped(name: string, times: number): string {
  const input = ['-v', 'error', '-y', '-stream_loop', String(times - 1), '-i', clip];
  execFileSync('ffmpeg', [...input, '-an', '-c', 'copy', join(folder, name)]);
  return `/clips/${name}`;
}

/** How long the clip is. */
function seconds(): number {
  const asked = ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', clip];
  return Number(execFileSync('ffprobe', asked, { encoding: 'utf8' }));
}

const serving = await serve(
  { dist: new URL('../../dist/', import.meta.url), clips: pathToFileURL(`${folder}/`) },
  ISOLATION,
);
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: chromiumFlags({ camera: 'pattern', graphics: 'webgl' }),
});
const version = browser.version();
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
await page.goto(serving.origin);

const rows: Row[] = [];
const once = looped('once.mp4', 1);
if (wanted('throughput'))
  for (const model of ['selfie', 'driving']) rows.push(await benchThroughput(page, once, model));
// half a minute of video at least: the shorter, the more the first seconds weigh, in which the browser still compiles
const base = Math.ceil(30 / seconds());
if (wanted('growth')) {
  rows.push(
    await benchGrowth(
      page,
      [1, 4, 16].map((times) => looped(`${times}.mp4`, base * times)),
    ),
  );
}
if (wanted('seek')) rows.push(await benchSeek(browser, serving.origin, once));
if (wanted('memory')) {
  // ten minutes of it, or as much as is done in the time given
  const long = looped('long.mp4', Math.ceil(600 / seconds()));
  rows.push(await benchMemory(browser, serving.origin, long, Number(values.limit)));
}
if (wanted('query')) rows.push(benchQuery());
await browser.close();
serving.close();
await rm(folder, { recursive: true });

const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'CPU'}, Node ${process.versions.node}, Chromium ${version}`;
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const table = rows.map(
  ({ what, figure, detail, bar, met }) => `| ${what} | ${figure} | ${detail} | ${bar} | ${met ? 'yes' : 'no'} |`,
);
const text = `# Analysis of videos

${new Date().toISOString().slice(0, 10)}, at ${commit}, on ${machine}, no GPU; clip: ${basename(clip)}. Written by
\`npm run bench:analysis\`.

| what | figure | detail | bar | met |
| --- | --- | --- | --- | --- |
${table.join('\n')}
`;
if (!only) await writeFile('docs/reports/analysis.md', text);
console.log(text);
