import type { Page } from 'playwright';
import { COUNT_GRAPHICS } from '../graphics-count.ts';
import { attachAll, heapAfterCollection, type Send } from '../heap.ts';
import type { Row, Section } from '../row.ts';
import { slope } from '../slope.ts';
import { withBuiltPage } from '../built-page.ts';

interface EnduranceResult {
  readonly backend: string;
  readonly frames: number;
  /** Megabytes of JavaScript heap and its buffers, page and worker together, after collection, at equal steps. */
  readonly heap: readonly number[];
  /** Megabytes a thousand frames, by least squares. */
  readonly slope: number;
  /** VideoFrames that were collected without having been closed: the browser tells of each. */
  readonly unclosed: number;
  /** Buffers and textures that the workers made and did not destroy, at the same steps. */
  readonly graphics: readonly number[];
}

const FRAMES = 3000;
const STEPS = 6;
/** Megabytes a thousand frames. */
const BAR = 1;
const WARM_UP = 200;

/** The live page on a camera for so many labelled frames, with the tiny model so that they take a minute. */
export async function benchEndurance(): Promise<Section> {
  const results = [await endure('wasm', FRAMES), await endure('webgpu', FRAMES)];
  return { rows: results.map(toRow), results };
}

function toRow({ backend, frames, slope: growth, heap, unclosed, graphics }: EnduranceResult): Row {
  return {
    what: `live page, ${backend}, ${frames} frames: heap after collection, page and workers`,
    figure: `${growth.toFixed(2)} MB per 1000 frames`,
    detail: `${heap.map((each) => each.toFixed(1)).join(', ')} MB; ${unclosed} frames left open; GPU buffers and textures: ${graphics.join(', ')}`,
    bar: `< ${BAR}, 0 open, no more buffers`,
    met: growth < BAR && unclosed === 0 && (graphics.at(-1) ?? 0) <= (graphics[0] ?? 0),
  };
}

async function endure(backend: 'wasm' | 'webgpu', frames: number): Promise<EnduranceResult> {
  const film = { width: 320, height: 240, frames: 60, rate: 60 };
  const adapter = backend === 'webgpu' ? 'webgpu' : 'webgl';
  const viewport = { width: 640, height: 480 };
  return withBuiltPage({ film, graphics: adapter, viewport }, async (page, site) => {
    let unclosed = 0;
    page.on('console', (message) => {
      if (/VideoFrame was garbage collected/.test(message.text())) unclosed += 1;
    });
    await page.route('**/pipeline.worker*.js', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: COUNT_GRAPHICS + (await response.text()) });
    });
    const threads = await attachAll(page);
    await page.goto(`${site}?source=camera&model=tiny&backend=${backend}`);
    await labelled(page, WARM_UP);
    const heap: number[] = [];
    const graphics: number[] = [];
    for (let step = 0; step < STEPS; step += 1) {
      await labelled(page, WARM_UP + Math.round((frames * step) / (STEPS - 1)));
      heap.push(sum(await Promise.all(threads().map(heapAfterCollection))));
      graphics.push(sum(await Promise.all(threads().map(graphicsObjects))));
    }
    return {
      backend,
      frames: await page.evaluate(() => document.querySelector('per-pixel')?.stats().frames ?? 0),
      heap,
      slope: slope(heap.map((megabytes, step) => [(frames * step) / (STEPS - 1) / 1000, megabytes])),
      unclosed,
      graphics,
    };
  });
}

async function graphicsObjects(send: Send): Promise<number> {
  const { result } = (await send('Runtime.evaluate', { expression: 'globalThis.perpixelGraphics?.held ?? 0' })) as {
    result: { value: number };
  };
  return result.value;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

async function labelled(page: Page, least: number): Promise<void> {
  await page.waitForFunction((count) => (document.querySelector('per-pixel')?.stats().frames ?? 0) >= count, least, {
    timeout: 600_000,
    polling: 500,
  });
}
