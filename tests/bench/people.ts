/**
 * `npm run bench:people -- FILE=3 FILE=2,3@18 FILE+FILE=2 …`: how the model `people` does on films whose people were counted (from frame
 * 18 on three; two films side by side), in a real Chromium and through what is built: counts and ids of the analysis, frames a second
 * of the live page, and where there is one person how much the mask has in common with what `selfie` labels. Needs ffmpeg. Build
 * first; let nothing else run. Writes docs/reports/people.md. `--only analysis,live,selfie` measures a part and prints it.
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright';
import { chromiumFlags } from '../../src/cli/chromium/flags.ts';
import { findChromium } from '../../src/cli/chromium/find.ts';
import { ISOLATION } from '../../src/cli/serve/isolation.ts';
import { serve } from '../../src/cli/serve/serve-folders.ts';
import { parseClip, peopleIn, writeCamera, writeFilm, writePictures, type Clip } from './people-clips.ts';
import { analyse, compare, live } from './people-page.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string' }, seconds: { type: 'string', default: '12' } },
});
const clips = positionals.map(parseClip);
const only = values.only?.split(',');
const wanted = (part: string): boolean => !only || only.includes(part);
/** Every so many frames of a film with one person are compared. */
const EVERY = 12;

const folder = await mkdtemp(join(tmpdir(), 'perpixel-bench-'));
const serving = await serve(
  { dist: new URL('../../dist/', import.meta.url), clips: pathToFileURL(`${folder}/`) },
  ISOLATION,
);
const rows: string[] = [];
let version = '';
try {
  for (const [index, clip] of clips.entries()) rows.push(await measured(clip, `clip-${index}`));
} finally {
  serving.close();
  await rm(folder, { recursive: true });
}

const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'CPU'}, Node ${process.versions.node}, Chromium ${version}`;
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const report = `${new Date().toISOString().slice(0, 10)}, at ${commit}, on ${machine}, no GPU, load ${loadavg()[0]!.toFixed(1)} at the end. Written by \`npm run bench:people\`.

| clip | people | frames with the right number | ids | analysed, frames/s | live, frames/s | a live frame, ms | live frames by number of people | IoU with selfie |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
console.log(report);
const PATH = 'docs/reports/people.md';
/** Behind it stands what a person wrote. */
const END = '<!-- end of what is measured -->\n';
if (!only) {
  const [, written = ''] = (await readFile(PATH, 'utf8')).split(END);
  await writeFile(PATH, `# People apart\n\n${report}\n${END}${written}`);
}

async function measured(clip: Clip, name: string): Promise<string> {
  const counted = wanted('analysis') ? await analysis(clip, name) : ['', '', ''];
  const lived = wanted('live') ? await onCamera(clip, name) : ['', '', ''];
  const alone = clip.files.length === 1 && clip.counts.every(({ people }) => people === 1);
  const shared = wanted('selfie') && alone ? await besideSelfie(clip, name) : '–';
  const people = clip.counts
    .map((each) => (each.from ? `${each.people} from ${each.from} on` : each.people))
    .join(', ');
  const row = `| ${[clip.name, people, ...counted, ...lived, shared].join(' | ')} |`;
  console.log(row);
  return row;
}

async function analysis(clip: Clip, name: string): Promise<string[]> {
  const film = writeFilm(clip, folder, name);
  const { people, tracks, seconds } = await inPage('none', '', (page) => page.evaluate(analyse, `/clips/${film}`));
  console.log(people.join(''));
  const right = people.filter((count, frame) => count === peopleIn(clip, frame)).length;
  return [
    `${right} of ${people.length} (${((right * 100) / people.length).toFixed(0)} %)`,
    `${tracks}`,
    (people.length / seconds).toFixed(1),
  ];
}

async function onCamera(clip: Clip, name: string): Promise<string[]> {
  const camera = writeCamera(clip, folder, name);
  const { rate, total, people } = await inPage(camera, '?source=camera&model=people&backend=wasm', async (page) => {
    await page.waitForFunction(() => (document.querySelector('per-pixel')?.stats().frames ?? 0) > 60, undefined, {
      timeout: 120_000,
    });
    return page.evaluate(live, Number(values.seconds));
  });
  const counts = Object.entries(people).map(([count, frames]) => `${count}: ${frames}`);
  return [rate.toFixed(1), total.toFixed(0), counts.join(', ')];
}

async function besideSelfie(clip: Clip, name: string): Promise<string> {
  const pictures = writePictures(clip, EVERY, folder, `${name}-pictures`).map((picture) => `/clips/${picture}`);
  const shares = await inPage('none', '', (page) => page.evaluate(compare, pictures));
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  return `mean ${mean.toFixed(3)}, least ${Math.min(...shares).toFixed(3)} of ${shares.length}`;
}

/** @param query of the page; empty: one of ours that shows nothing */
async function inPage<T>(camera: string, query: string, run: (page: Page) => Promise<T>): Promise<T> {
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: chromiumFlags({ camera, graphics: 'webgl' }),
  });
  try {
    version = browser.version();
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(0);
    await page.goto(query ? `${serving.origin}dist/index.html${query}` : serving.origin);
    return await run(page);
  } finally {
    await browser.close();
  }
}
