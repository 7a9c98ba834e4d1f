import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { preview } from 'vite';
import { attachAll, heapAfterCollection } from '../bench/heap.ts';
import { CHROMIUM_ARGS } from '../chromium/args.ts';
import { findChromium } from '../chromium/find.ts';
import { writeFakeCamera } from '../e2e/fake-camera.ts';
import { recover } from './in-page.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '4' },
    faults: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
  },
});
const minutes = Number(values.minutes);
const KINDS = ['worker-crash', 'camera-ended', 'inference-error', 'stall', 'memory-pressure'];
const ROUNDS = 20;
const STEPS = 6;

let state = Number(values.seed) || 1;
/** 0 to 1, the same for the same seed (Park and Miller's minimal standard). */
function random(): number {
  state = (state * 48_271) % 2_147_483_647;
  return state / 2_147_483_647;
}

const film = await writeFakeCamera({ width: 320, height: 240, frames: 60, rate: 60 });
const server = await preview({ preview: { port: 0, strictPort: false }, logLevel: 'error' });
const site = server.resolvedUrls?.local[0] ?? '';
const args = CHROMIUM_ARGS.filter((flag) => !/webgpu|vulkan/i.test(flag));
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: [...args, `--use-file-for-fake-video-capture=${film}`],
});
const lines: string[] = [];
try {
  const page = await browser.newPage({ viewport: { width: 640, height: 480 } });
  // the loader of this script names functions with a helper that the page lacks
  await page.addInitScript('globalThis.__name = (named) => named');
  let unclosed = 0;
  let strangers = 0;
  page.on('console', (message) => {
    if (/VideoFrame was garbage collected/.test(message.text())) unclosed += 1;
  });
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== new URL(site).origin) strangers += 1;
  });
  const threads = await attachAll(page);
  await page.goto(`${site}?kiosk&faults&model=tiny&source=camera&backend=wasm`);
  const frames = (): Promise<number> => page.evaluate(() => document.querySelector('per-pixel')?.stats().frames ?? 0);
  await page.waitForFunction(() => (document.querySelector('per-pixel')?.stats().frames ?? 0) > 200, undefined, {
    timeout: 120_000,
    polling: 500,
  });
  const steady = values.faults ? minutes / 2 : minutes;
  const rows: string[] = [];
  const points: [number, number][] = [];
  for (let step = 0; step < STEPS; step += 1) {
    if (step > 0) await page.waitForTimeout((steady * 60_000) / (STEPS - 1));
    const heaps = await Promise.all(threads().map(heapAfterCollection));
    const heap = heaps.reduce((total, each) => total + each, 0);
    const seen = await frames();
    const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
    points.push([seen / 10_000, heap]);
    rows.push(`| ${seen} | ${heap.toFixed(2)} | ${nodes} | ${page.workers().length} | ${unclosed} |`);
  }
  lines.push(
    `## ${steady} minutes without faults (tiny, WASM)`,
    '',
    '| frames | heap after GC, MB (page and workers) | DOM nodes | workers | VideoFrames collected unclosed |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
    `Heap: ${slope(points).toFixed(3)} MB per 10,000 frames by least squares (bar: below 1).`,
    '',
  );
  if (values.faults) {
    const end = Date.now() + (minutes - steady) * 60_000;
    const took = new Map<string, (number | null)[]>();
    const plan = Array.from({ length: ROUNDS }, () => [...KINDS, 'pair', 'while recovering']).flat();
    plan.sort(() => random() - 0.5);
    for (const kind of plan) {
      if (Date.now() > end) break;
      await page.waitForTimeout(1500 + random() * 3000);
      const pick = (): string => KINDS[Math.floor(random() * 4)] ?? 'worker-crash';
      const kinds = KINDS.includes(kind) ? [kind] : [pick(), pick()];
      const result = await page
        .evaluate(recover, { kinds, apart: kind === 'while recovering' ? 100 : 0 })
        .catch((error: unknown) => (console.log(kind, String(error).slice(0, 200)), null));
      console.log(kind, kinds.join(' + '), result);
      took.set(kind, [...(took.get(kind) ?? []), result]);
    }
    lines.push(
      `## Faults (seed ${values.seed})`,
      '',
      'Milliseconds from a fault to the next labelled frame of a screen that calls itself well.',
      '',
      '| fault | injected | recovered | p50 | p95 | max |',
      '| --- | --- | --- | --- | --- | --- |',
      ...[...took].map(([kind, all]) => {
        const well = all.filter((each) => each !== null).sort((a, b) => a - b);
        const at = (q: number): string => (well[Math.ceil(q * well.length) - 1] ?? NaN).toFixed(0);
        return `| ${kind} | ${all.length} | ${well.length} | ${at(0.5)} | ${at(0.95)} | ${at(1)} |`;
      }),
      '',
    );
  }
  lines.push(`Requests to other origins: ${strangers}.`, '');
} finally {
  await browser.close();
  await server.close();
}
const head = [
  '# Soak',
  '',
  `\`npm run soak -- --minutes ${minutes}${values.faults ? ' --faults' : ''}\`, ${new Date().toISOString().slice(0, 16)}Z, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}.`,
  'The built app in headless Chromium with a fake camera at 60 frames a second. A fault while the page still mends another one',
  'is counted from the later one. Not in here: lost graphics devices and a killed GPU process (tests/e2e/kiosk.test.ts), the size',
  'of the stored health log. The bars ask for 20 of each fault and 50,000 frames: a run that counts fewer has not shown them.',
  '',
];
await writeFile(new URL('../../docs/reports/soak.md', import.meta.url), [...head, ...lines].join('\n'));
console.log(lines.join('\n'));

function slope(of: readonly (readonly [number, number])[]): number {
  const mean = (axis: 0 | 1): number => of.reduce((total, point) => total + point[axis], 0) / of.length;
  const [x, y] = [mean(0), mean(1)];
  const spread = of.reduce((total, point) => total + (point[0] - x) ** 2, 0);
  return of.reduce((total, point) => total + (point[0] - x) * (point[1] - y), 0) / spread;
}
