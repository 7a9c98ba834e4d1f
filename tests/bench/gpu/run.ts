import { writeFile, mkdir } from 'node:fs/promises';
import { arch, cpus, platform, release } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { COUNT_GRAPHICS } from '../graphics-count.ts';
import { adapterOf, type Adapter } from './adapter.ts';
import { openBrowser, withPage } from './browser.ts';
import type { GpuOptions } from './options.ts';
import { textOf, type GpuReport, type Segments } from './report.ts';
import { MODULES, runSegments, WAYS } from './segments-page.ts';
import { EMPTY, serveSite, type Folders } from './site.ts';
import { watchStream, type Watched } from './stream.ts';

/** What is measured: less of it where a processor stands in for an adapter. */
interface Plan {
  readonly rounds: number;
  readonly seconds: number;
  /** Frames before a stream counts as warm. */
  readonly warm: number;
  readonly sizes: readonly (readonly [width: number, height: number])[];
  readonly streams: readonly Watched[];
}

const HARDWARE: Plan = {
  rounds: 60,
  seconds: 10,
  warm: 60,
  sizes: [
    [256, 256],
    [640, 480],
    [1280, 720],
  ],
  streams: [
    { what: 'camera, labels', query: 'source=camera&model=selfie&backend=webgpu&overlay=labels' },
    { what: 'camera, blur', query: 'source=camera&model=selfie&backend=webgpu&overlay=blur' },
    { what: 'camera, labels', query: 'source=camera&model=selfie&backend=wasm&overlay=labels' },
    { what: 'camera, whatever is fastest', query: 'source=camera&model=selfie&backend=auto', tuned: true },
    { what: 'street, labels', query: 'source=street&model=driving-street&backend=webgpu' },
    { what: 'street, whatever is fastest', query: 'source=street&model=driving-street&backend=auto', tuned: true },
    { what: 'camera, parts', query: 'source=camera&model=person-parts&backend=webgpu' },
  ],
};

const SOFTWARE: Plan = {
  rounds: 3,
  seconds: 4,
  warm: 3,
  sizes: [[256, 256]],
  streams: [
    { what: 'camera, labels', query: 'source=camera&model=tiny&backend=webgpu&overlay=labels' },
    { what: 'camera, blur', query: 'source=camera&model=tiny&backend=webgpu&overlay=blur' },
    { what: 'camera, labels', query: 'source=camera&model=tiny&backend=wasm&overlay=labels' },
  ],
};

/**
 * Measures on the adapter at hand, and writes bench-gpu.md and bench-gpu.json. What fails is written down with its reason, and the rest is measured.
 * @param folders of the built site and of the peers
 * @param out where the report goes, unless the options say otherwise
 * @throws Error that says what to do where there is no browser, or no adapter in it
 */
export async function benchGpu(folders: Folders, options: GpuOptions, commit: string, out: string): Promise<void> {
  const site = await serveSite(folders, COUNT_GRAPHICS);
  try {
    const browser = await openBrowser(options);
    try {
      const report = await measured(browser, site.address, options, commit);
      const folder = options.out ?? out;
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, 'bench-gpu.json'), `${JSON.stringify(report, null, 2)}\n`);
      await writeFile(join(folder, 'bench-gpu.md'), textOf(report));
      console.log(`\n${textOf(report)}\nWritten to ${join(folder, 'bench-gpu.md')}.`);
    } finally {
      await browser.close();
    }
  } finally {
    site.close();
  }
}

async function measured(browser: Browser, address: string, options: GpuOptions, commit: string): Promise<GpuReport> {
  const adapter = await withPage(browser, address + EMPTY, adapterOf);
  const plan = planFor(adapter, options);
  const processor = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'CPU'}`;
  const report = {
    date: new Date().toISOString().slice(0, 10),
    commit,
    machine: `${processor}, ${platform()} ${release()} ${arch()}`,
    browser: await browser.version(),
    adapter,
    segments: [] as GpuReport['segments'][number][],
    streams: [] as GpuReport['streams'][number][],
  };
  for (const [width, height] of plan.sizes) {
    report.segments.push(
      await orReason(`segment() at ${width}×${height}`, () => segments(browser, address, plan, width, height)),
    );
  }
  for (const watched of plan.streams) {
    const { what } = watched;
    const figures = await orReason(`${what} (${watched.query})`, () =>
      watchStream(browser, address, watched, plan.seconds, plan.warm),
    );
    report.streams.push({ ...figures, what });
  }
  return report;
}

function planFor({ software }: Adapter, { rounds, seconds }: GpuOptions): Plan {
  const plan = software ? SOFTWARE : HARDWARE;
  return { ...plan, rounds: rounds ?? plan.rounds, seconds: seconds ?? plan.seconds };
}

async function segments(
  browser: Browser,
  address: string,
  { rounds }: Plan,
  width: number,
  height: number,
): Promise<Segments> {
  const ways = WAYS.filter((way) => way !== 'litert' || (width === 256 && height === 256));
  const times = await withPage(browser, address + EMPTY, (page) =>
    page.evaluate(runSegments, { rounds, width, height, ways, modules: MODULES }),
  );
  return { width, height, ways: times };
}

async function orReason<T>(what: string, measure: () => Promise<T>): Promise<T | { readonly failed: string }> {
  const began = performance.now();
  try {
    return await measure();
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) };
  } finally {
    console.log(`${what}: ${((performance.now() - began) / 1000).toFixed(0)} s`);
  }
}
