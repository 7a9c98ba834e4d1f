/**
 * `npm run bench:node -- CLIP CLIP`: what `perpixel/node` says of two clips against the browser on WASM, pixel by pixel, and how
 * fast it is beside that and beside the network alone. Needs ffmpeg, for ten minutes at 1080p. Build first; let nothing else run.
 * Writes docs/reports/node.md.  `--only labels,speed,start,memory` measures a part and prints it; `--minutes` of the long video, `--rounds` of each speed.
 */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { chromium, type Page } from 'playwright';
import { writeNodeEntry } from '../../.config/package/node-entry.ts';
import { BUILT_MODELS, ROOT } from '../../.config/package/places.ts';
import { chromiumFlags } from '../../src/cli/chromium/flags.ts';
import { findChromium } from '../../src/cli/chromium/find.ts';
import { ISOLATION } from '../../src/cli/serve/isolation.ts';
import { serve } from '../../src/cli/serve/serve-folders.ts';
import type { Row } from './row.ts';
import { browserSpeed, inBrowser } from './node-page.ts';
import { startRows } from './node-start.ts';
import { median } from './ratio.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    minutes: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '3' },
  },
});
const clips = (positionals.length > 0 ? positionals : ['tests/fixtures/media/analysis/constant.mp4']).map((path) =>
  resolve(path),
);
const only = values.only?.split(',');
const wanted = (name: string): boolean => !only || only.includes(name);
const FRAMES = 50;

const library = await mkdtemp(join(ROOT, '.types/bench-'));
await writeNodeEntry(`${library}/`);
await mkdir(`${library}/assets`);
await symlink(BUILT_MODELS, `${library}/assets/models`);
const node = (await import(pathToFileURL(`${library}/node.js`).href)) as typeof import('../../src/node.ts');
const folder = await mkdtemp(join(tmpdir(), 'perpixel-bench-'));
const rows: Row[] = [];
const row = (what: string, figure: string, detail: string, bar: string, met: boolean): number =>
  rows.push({ what, figure, detail, bar, met });

async function labels(page: Page): Promise<void> {
  for (const [place, clip] of clips.entries()) {
    for (const model of ['selfie', 'driving']) {
      for (const raw of [true, false]) {
        const browser = await inBrowser(page, { clip: `/clips/${place}.mp4`, model, raw, most: FRAMES });
        let [pixels, same, share, time] = [0, 0, 0, 0];
        let at = 0;
        for await (const frame of node.analyzeFrames(clip, {
          model,
          backend: 'cpu',
          ...(raw ? { refine: false } : {}),
        })) {
          const other = browser[at]!;
          pixels += frame.labelMap.length;
          for (let i = 0; i < frame.labelMap.length; i += 1) if (frame.labelMap[i] === other.labels[i]) same += 1;
          frame.shares.forEach((each, id) => (share = Math.max(share, Math.abs(each - other.shares[id]!))));
          time = Math.max(time, Math.abs(frame.timestamp - other.timestamp), frame.index === other.index ? 0 : 1);
          at += 1;
          if (at === browser.length) break;
        }
        row(
          `labels, ${model}, ${raw ? 'raw' : 'refined'}, ${basename(clip)}`,
          `${((100 * same) / pixels).toFixed(4)} %`,
          `${browser.length} frames; shares differ by ${share.toExponential(1)} at most, times by ${time} s`,
          '≥ 99.9 %, 1e-3, 0',
          same / pixels >= 0.999 && share <= 1e-3 && time === 0,
        );
      }
    }
  }
}

/** Runs a second of the network alone, one session of one thread a core, as the analysis has. */
async function alone(model: string): Promise<number> {
  const { model: spec } = await node.analyzeFrames(clips[0]!, { model, every: 1e6 }).opened();
  const { width, height, layout } = spec.input;
  const dims = layout === 'NCHW' ? [1, 3, height, width] : [1, height, width, 3];
  const { file } =
    spec.variants?.find(({ backend, precision }) => backend === 'wasm' && precision === 'float32') ?? spec;
  const script = `
    const { parentPort, workerData: { path, name, dims } } = require('node:worker_threads');
    const ort = require('onnxruntime-node');
    (async () => {
      const session = await ort.InferenceSession.create(path, { intraOpNumThreads: 1, interOpNumThreads: 1 });
      const tensor = new ort.Tensor('float32', new Float32Array(dims.reduce((a, b) => a * b)).map(() => Math.random()), dims);
      for (let i = 0; i < 5; i += 1) await session.run({ [name]: tensor });
      const from = performance.now(); let runs = 0;
      while (performance.now() - from < 6000) { await session.run({ [name]: tensor }); runs += 1; }
      parentPort.postMessage((runs * 1000) / (performance.now() - from));
    })();`;
  const speeds = await Promise.all(
    Array.from({ length: availableParallelism() }, () => {
      const worker = new Worker(script, {
        eval: true,
        workerData: { path: BUILT_MODELS + file, name: spec.input.name, dims },
      });
      return new Promise<number>((done, failed) => worker.once('message', done).once('error', failed));
    }),
  );
  return speeds.reduce((sum, each) => sum + each, 0);
}

async function nodeSpeed(clip: string, model: string): Promise<number> {
  const seen: [number, number][] = [];
  await node.analyzeVideo(clip, {
    model,
    backend: 'cpu',
    onProgress: ({ phase, loaded }) => phase === 'frames' && loaded >= 20 && seen.push([loaded, performance.now()]),
  });
  const [from, to] = [seen[0]!, seen.at(-1)!];
  return ((to[0] - from[0]) * 1000) / (to[1] - from[1]);
}

async function speed(page: Page): Promise<void> {
  for (const model of ['driving', 'selfie']) {
    const [inNode, inPage, network]: number[][] = [[], [], []];
    for (let round = 0; round < Number(values.rounds); round += 1) {
      network!.push(await alone(model));
      inNode!.push(await nodeSpeed(clips[0]!, model));
      inPage!.push(await browserSpeed(page, '/clips/0.mp4', model));
    }
    const [mine, other, most] = [median(inNode!), median(inPage!), median(network!)];
    const detail = `${mine.toFixed(1)} frames/s in Node, ${other.toFixed(1)} in the browser, ${most.toFixed(1)} runs/s of the network alone`;
    row(`speed, ${model}: Node ÷ the browser’s analysis`, (mine / other).toFixed(2), detail, '≥ 3', mine / other >= 3);
    row(`speed, ${model}: Node ÷ the network alone`, (mine / most).toFixed(2), detail, '≥ 0.85', mine / most >= 0.85);
  }
}

async function memory(): Promise<void> {
  const long = join(folder, 'long.mp4');
  const minute = join(folder, 'minute.mp4');
  const quiet = ['-v', 'error', '-y'];
  const coding = [
    '-vf',
    'scale=1920:1080',
    '-r',
    '30',
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-pix_fmt',
    'yuv420p',
  ];
  execFileSync('ffmpeg', [...quiet, '-stream_loop', '-1', '-i', clips[0]!, '-t', '60', '-an', ...coding, minute]);
  execFileSync('ffmpeg', [
    ...quiet,
    '-stream_loop',
    String(Number(values.minutes) - 1),
    '-i',
    minute,
    '-c',
    'copy',
    long,
  ]);
  // in a process of its own, which nothing else grows
  const script = `
    import { analyzeVideo } from ${JSON.stringify(pathToFileURL(`${library}/node.js`).href)};
    const seen = []; const timer = setInterval(() => seen.push(process.memoryUsage().rss), 500);
    const { frames } = await analyzeVideo(${JSON.stringify(long)}, { model: 'selfie', backend: 'cpu' });
    clearInterval(timer); console.log(JSON.stringify({ seen, frames: frames.length }));`;
  const out = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  const { seen, frames } = JSON.parse(out) as { seen: number[]; frames: number };
  const part = (from: number, to: number): number => median(seen.slice(from * seen.length, to * seen.length)) / 1e6;
  const [early, late, most] = [part(0.1, 0.3), part(0.8, 1), Math.max(...seen) / 1e6];
  row(
    `memory, selfie, ${values.minutes} min at 1080p`,
    `${most.toFixed(0)} MB`,
    `${frames} frames; ${early.toFixed(0)} MB after a fifth of them, ${late.toFixed(0)} MB at the end`,
    '< 600 MB, flat',
    most < 600 && late < early * 1.1 + 10,
  );
}

try {
  for (const [place, clip] of clips.entries()) await symlink(clip, join(folder, `${place}.mp4`));
  const serving = await serve(
    { dist: new URL('../../dist/', import.meta.url), clips: pathToFileURL(`${folder}/`) },
    ISOLATION,
  );
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: chromiumFlags({ camera: 'pattern', graphics: 'webgl' }),
  });
  const version = browser.version();
  try {
    const page = await browser.newPage();
    await page.goto(serving.origin);
    if (wanted('labels')) await labels(page);
    if (wanted('speed')) await speed(page);
  } finally {
    await browser.close();
    serving.close();
  }
  if (wanted('start')) rows.push(...(await startRows(library, clips[0]!)));
  if (wanted('memory')) await memory();
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'CPU'}, Node ${process.versions.node}, Chromium ${version}`;
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const table = rows.map(
    ({ what, figure, detail, bar, met }) => `| ${what} | ${figure} | ${detail} | ${bar} | ${met ? 'yes' : 'no'} |`,
  );
  const text = `# perpixel in Node

${new Date().toISOString().slice(0, 10)}, at ${commit}, on ${machine}, no GPU; clips: ${clips.map((clip) => basename(clip)).join(', ')}.
Written by \`npm run bench:node\`.

| what | figure | detail | bar | met |
| --- | --- | --- | --- | --- |
${table.join('\n')}
`;
  if (!only) await writeFile('docs/reports/node.md', text);
  console.log(text);
} finally {
  await rm(folder, { recursive: true });
  await rm(library, { recursive: true });
}
