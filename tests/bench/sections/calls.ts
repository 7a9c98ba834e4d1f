import { attachAll, heapAfterCollection } from '../heap.ts';
import { withBrowser, withPage } from '../page.ts';
import type { Section } from '../row.ts';
import { slope } from '../slope.ts';

const CALLS = 10_000;
const STEPS = 5;
const WARM_UP = 300;
/** Megabytes a thousand calls. */
const BAR = 1;

/**
 * The heap over many calls of `segment()` that give maps too: page and workers together, after collection, at equal steps. Maps are new ones
 * with each call, or in the memory of the call before.
 */
export async function benchCalls(): Promise<Section> {
  const results = [await endure(false), await endure(true)];
  const rows = results.map(({ into, heap, slope: growth }) => ({
    what: `${CALLS} calls of segment() 320×240 with confidence and entropy${into ? ', each into the memory of the last one' : ''}: heap after collection, page and worker`,
    figure: `${growth.toFixed(2)} MB per 1000 calls`,
    detail: `${heap.map((each) => each.toFixed(1)).join(', ')} MB`,
    bar: `< ${BAR}`,
    met: growth < BAR,
  }));
  return { rows, results };
}

async function endure(into: boolean) {
  const heap = await withBrowser((browser) =>
    withPage(browser, 1, async (page) => {
      const threads = await attachAll(page);
      await page.evaluate(open, into);
      await page.evaluate(call, WARM_UP);
      const taken: number[] = [];
      for (let step = 0; step <= STEPS; step += 1) {
        if (step > 0) await page.evaluate(call, CALLS / STEPS);
        taken.push((await Promise.all(threads().map(heapAfterCollection))).reduce((sum, each) => sum + each, 0));
      }
      return taken;
    }),
  );
  const growth = slope(heap.map((megabytes, step) => [(step * CALLS) / STEPS / 1000, megabytes]));
  return { calls: CALLS, into, heap, slope: growth };
}

type Page = typeof globalThis & { benched?: { segment(): Promise<unknown> } };

/** In the page. */
async function open(into: boolean): Promise<void> {
  const library = '/site/lib/perpixel.js';
  const { createSegmenter } = (await import(library)) as typeof import('../../../src/perpixel.ts');
  const segmenter = await createSegmenter({ model: 'tiny', backend: 'wasm' });
  const frame = new ImageData(320, 240);
  for (let i = 0; i < frame.data.length; i += 1) frame.data[i] = (i * 31) % 255;
  const outputs = ['labelMap', 'confidence', 'entropy'] as const;
  let last: Awaited<ReturnType<typeof segmenter.segment>> | null = null;
  (globalThis as Page).benched = {
    async segment() {
      last = await segmenter.segment(frame, { outputs: [...outputs], ...(into && last ? { into: last } : {}) });
    },
  };
}

/** In the page. */
async function call(times: number): Promise<void> {
  const { benched } = globalThis as Page;
  for (let done = 0; done < times; done += 1) await benched?.segment();
}
