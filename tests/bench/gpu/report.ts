import { STAGES } from '../../../src/core/metrics/metrics.ts';
import type { Trial } from '../../../src/core/tuning/tuning.ts';
import { compare, median } from '../ratio.ts';
import type { Adapter } from './adapter.ts';
import type { Way, WayTimes } from './segments-page.ts';
import type { StreamFigures } from './stream.ts';

export interface Segments {
  readonly width: number;
  readonly height: number;
  readonly ways: readonly WayTimes[];
}

/** What a run on an adapter found; what failed is in it by its reason. */
export interface GpuReport {
  readonly date: string;
  readonly commit: string;
  readonly machine: string;
  readonly browser: string;
  readonly adapter: Adapter;
  readonly segments: readonly (Segments | { readonly failed: string })[];
  readonly streams: readonly (StreamFigures | { readonly what: string; readonly failed: string })[];
}

const NAMES: Readonly<Record<Way, string>> = {
  webgpu: 'perpixel, WebGPU',
  wasm: 'perpixel, WASM',
  vision: 'tasks-vision, GPU (WebGL)',
  litert: 'LiteRT.js, WebGPU',
};

/** @returns Markdown */
export function textOf({ date, commit, machine, browser, adapter, segments, streams }: GpuReport): string {
  const { vendor, architecture, device, description } = adapter;
  const name = [vendor, architecture, device, description].filter(Boolean).join(', ');
  const has = (there: boolean, what: string): string => `${there ? 'with' : 'without'} ${what}`;
  return `# On a graphics adapter

${date}, at ${commit}, on ${machine}, ${browser}. Adapter: ${name || 'not named by the browser'}, ${has(adapter.float16, '`shader-f16`')},
${has(adapter.timestamps, '`timestamp-query`')}; WebGL draws with ${adapter.webgl}. Written by \`npm run bench -- --gpu\`.
${adapter.software ? '\n**A software adapter**: few frames of small things, to show that the command works. These are no figures of a GPU.\n' : ''}
## \`segment()\`: from a bitmap to labels in JavaScript's hands

By \`selfie\`'s weights, in turns; medians. LiteRT.js takes 256×256 floats that lie ready, the others bitmaps. Ratios: our WebGPU / the other, in
brackets the lowest and highest of five blocks. Agreement: with our labels on WASM, at the least.

| size | way | ms | our WebGPU / it | agreement |
| --- | --- | --- | --- | --- |
${segments.flatMap((each) => ('failed' in each ? [`| – | ${each.failed} | – | – | – |`] : segmentLines(each))).join('\n')}

## Streams: the built page for some seconds

Milliseconds at p50 (p95). Copies and read-backs by frame, as counted where they are made; made: buffers, textures and bind groups by frame.

| stream | frames/s | ${STAGES.join(' | ')} | all | timed by | glass to glass | copies | read-backs | made | held |
| ${'--- | '.repeat(STAGES.length + 9)}--- |
${streams.map(streamLine).join('\n')}

## Half precision and recorded runs

One run of the network, once warm, lower quartile, as the tuner tries each way on this machine.

${streams.flatMap(trialsOf).join('\n') || (adapter.software ? 'Not tried: the tuner leaves software adapters out.' : 'Nothing was tried.')}
`;
}

function segmentLines({ width, height, ways }: Segments): string[] {
  const own = ways.find(({ way }) => way === 'webgpu');
  return ways.map(({ way, times, failed, agreement }) => {
    const size = `${width}×${height}`;
    if (failed !== null) return `| ${size} | ${NAMES[way]} | failed: ${failed.replace(/[|\n]/g, ' ')} | – | – |`;
    const share = agreement === null ? '–' : `${(agreement * 100).toFixed(2)} %`;
    return `| ${size} | ${NAMES[way]} | ${median(times).toFixed(2)} | ${own && way !== 'webgpu' ? ratioOf(own.times, times) : '–'} | ${share} |`;
  });
}

function ratioOf(own: readonly number[], other: readonly number[]): string {
  if (own.length === 0 || other.length === 0) return '–';
  const { ratio, lowest, highest } = compare('', own, other, Math.min(5, own.length));
  return `${ratio.toFixed(2)} (${lowest.toFixed(2)} to ${highest.toFixed(2)})`;
}

function streamLine(figures: GpuReport['streams'][number]): string {
  if ('failed' in figures) return `| ${figures.what} | failed: ${figures.failed.replace(/[|\n]/g, ' ')} |`;
  const { what, fps, report, madePerFrame, held } = figures;
  const both = ({ p50, p95 }: { readonly p50: number; readonly p95: number }): string =>
    `${p50.toFixed(1)} (${p95.toFixed(1)})`;
  return `| ${[
    `${what}: ${report.model} on ${report.backend}`,
    fps.toFixed(1),
    ...STAGES.map((stage) => both(report.stages[stage])),
    both(report.total),
    report.timedBy,
    report.glassToGlass ? both(report.glassToGlass) : '–',
    report.copiesPerFrame.toFixed(2),
    report.readbacksPerFrame.toFixed(2),
    madePerFrame.toFixed(2),
    held.join(' → '),
  ].join(' | ')} |`;
}

function trialsOf(figures: GpuReport['streams'][number]): string[] {
  if ('failed' in figures || !figures.report.tuning) return [];
  const { model, tuning } = figures.report;
  const lines = tuning.trials.map(({ candidate, milliseconds, agreement, rejected }: Trial) => {
    const { backend, threads, precision, capture } = candidate;
    const how = backend === 'wasm' ? `${threads} threads` : `${precision}, ${capture ? 'recorded' : 'not recorded'}`;
    const share = agreement === null ? '–' : `${(agreement * 100).toFixed(2)} %`;
    return `| ${model} | ${backend} | ${how} | ${milliseconds?.toFixed(2) ?? '–'} | ${share} | ${rejected ?? ''} |`;
  });
  return [
    '| model | backend | how | ms | labels as on WASM | rejected |',
    '| --- | --- | --- | --- | --- | --- |',
    ...lines,
    '',
    tuning.reason,
    '',
  ];
}
