/**
 * `npm run bench`: figures of this machine, as ratios against peers in the same run. Build first; let nothing else run.
 * Writes docs/reports/bench.json and bench.md.
 */
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { chromium } from 'playwright';
import { chromiumFlags } from '../../src/cli/chromium/flags.ts';
import { findChromium } from '../../src/cli/chromium/find.ts';
import { benchApart } from './apart.ts';
import { benchCold } from './cold.ts';
import { benchEndurance, type EnduranceResult } from './endurance.ts';
import { benchInference } from './inference.ts';
import { benchLive } from './live.ts';
import { benchOutside } from './outside.ts';
import type { Comparison } from './ratio.ts';
import { benchSegment } from './segment.ts';
import { benchThings, type ThingsResult } from './things.ts';

const LIMITS = {
  segment: 0.6,
  inference: 1.2,
  cold: 1,
  outside: 0.4,
  against: 1,
  things: 3,
  apart: 1.25,
  fps: 24,
  people: 20,
  longestTask: 50,
  slope: 1,
};

const executablePath = findChromium();
const browser = await chromium.launch({
  executablePath,
  args: chromiumFlags({ camera: 'pattern', graphics: 'webgl' }),
});
const version = browser.version();
const segment = [await benchSegment(browser, 1), await benchSegment(browser, 2)];
const inference = [await benchInference(browser, 1), await benchInference(browser, 2)];
const cold = await benchCold(browser);
const apart = await benchApart(browser);
await browser.close();
const things = benchThings();
const live = await benchLive('selfie');
const people = await benchLive('people');
const outside = await benchOutside();
const endurance = [
  await benchEndurance({ backend: 'wasm', frames: 5000 }),
  await benchEndurance({ backend: 'webgpu', frames: 5000 }),
];

const rows = [
  ...segment.map((each) => against(each, LIMITS.segment)),
  ...inference.map((each) => against(each, LIMITS.inference)),
  against(cold, LIMITS.cold),
  {
    ...against(outside, LIMITS.against),
    detail: `${outside.ours.toFixed(1)} / ${outside.peer.toFixed(1)} ms; ${stagesOf(outside.stages)}`,
  },
  ...things.map(told),
  against(apart, LIMITS.apart),
  {
    what: 'camera 640×480, time outside inference at p50',
    figure: `${(live.outside * 100).toFixed(0)} %`,
    detail: `frame ${live.total.toFixed(1)} ms (p95 ${live.total95.toFixed(1)}), inference ${live.inference.toFixed(1)} ms`,
    bar: `≤ ${LIMITS.outside * 100} %`,
    met: live.outside <= LIMITS.outside,
  },
  {
    what: 'camera at 30 frames/s, labelled',
    figure: `${live.fps.toFixed(1)} frames/s`,
    detail: `${live.frames} frames, ${live.dropped} dropped, glass to glass ${live.glassToGlass.toFixed(1)} ms`,
    bar: `≥ ${LIMITS.fps}`,
    met: live.fps >= LIMITS.fps,
  },
  {
    what: 'the same with people apart, of whom it sees one',
    figure: `${people.fps.toFixed(1)} frames/s`,
    detail: `${people.frames} frames, ${people.dropped} dropped, frame ${people.total.toFixed(1)} ms (p95 ${people.total95.toFixed(1)}), glass to glass ${people.glassToGlass.toFixed(1)} ms`,
    bar: `≥ ${LIMITS.people}`,
    met: people.fps >= LIMITS.people,
  },
  {
    what: 'longest main-thread task after start-up',
    figure: live.longestTask > 0 ? `${live.longestTask.toFixed(0)} ms` : 'none over 50 ms',
    detail: `${live.longTasks} long tasks`,
    bar: `≤ ${LIMITS.longestTask} ms`,
    met: live.longestTask <= LIMITS.longestTask,
  },
  ...endurance.map(lasting),
];
const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'CPU'}, Node ${process.versions.node}, Chromium ${version}`;
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const date = new Date().toISOString().slice(0, 10);
const table = rows.map(
  ({ what, figure, detail, bar, met }) => `| ${what} | ${figure} | ${detail} | ${bar} | ${met ? 'yes' : 'no'} |`,
);
const text = `# Bench

${date}, at ${commit}, on ${machine}, no GPU. Ratios are ours / peer: medians over all rounds, in brackets the lowest and
highest of five blocks. Written by \`npm run bench\`.

| what | figure | detail | bar | met |
| --- | --- | --- | --- | --- |
${table.join('\n')}
`;
const results = { date, commit, machine, segment, inference, cold, things, apart, live, people, outside, endurance };
await writeFile('docs/reports/bench.md', text);
await writeFile('docs/reports/bench.json', `${JSON.stringify(results, null, 2)}\n`);
console.log(text);

function against({ name, ours, peer, ratio, lowest, highest }: Comparison, limit: number) {
  return {
    what: name,
    figure: `${ratio.toFixed(2)} (${lowest.toFixed(2)} to ${highest.toFixed(2)})`,
    detail: `${ours.toFixed(1)} / ${peer.toFixed(1)} ms`,
    bar: `≤ ${limit}`,
    met: ratio <= limit,
  };
}

function told({ grid: { width, height }, things: count, decode, tracks }: ThingsResult) {
  const time = decode + tracks;
  return {
    what: `things of a label map of 512×288 by heads on a grid of ${width}×${height}, and their tracks`,
    figure: `${time.toFixed(2)} ms`,
    detail: `${count} things; decode ${decode.toFixed(2)} ms, tracks ${tracks.toFixed(2)} ms`,
    bar: `≤ ${LIMITS.things} ms`,
    met: time <= LIMITS.things,
  };
}

function lasting({ backend, frames, slope, heap, unclosed, graphics }: EnduranceResult) {
  const buffers = graphics.join(', ');
  return {
    what: `live page, ${backend}, ${frames} frames: heap after collection, page and workers`,
    figure: `${slope.toFixed(2)} MB per 1000 frames`,
    detail: `${heap.map((each) => each.toFixed(1)).join(', ')} MB; ${unclosed} frames left open; GPU buffers and textures: ${buffers}`,
    bar: `< ${LIMITS.slope}, 0 open, no more buffers`,
    met: slope < LIMITS.slope && unclosed === 0 && (graphics.at(-1) ?? 0) <= (graphics[0] ?? 0),
  };
}

function stagesOf(stages: Readonly<Record<string, number>>): string {
  return Object.entries(stages)
    .map(([name, milliseconds]) => `${name} ${milliseconds.toFixed(1)}`)
    .join(', ');
}
