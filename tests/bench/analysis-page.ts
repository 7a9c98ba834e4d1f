import type { Browser, Page } from 'playwright';
import { median } from './ratio.ts';
import type { Row } from './row.ts';
import { attachAll, heapAfterCollection } from './heap.ts';
import type {} from '../../src/apps/analyst/analyst.ts';

interface Timed {
  readonly frames: number;
  /** Milliseconds from the first frames to the last. */
  readonly took: number;
}

/** In the page: analyses a clip, timed from its first frames on. */
async function analyse({ clip, model, warm }: { clip: string; model: string; warm: number }): Promise<Timed> {
  const library = '/dist/lib/perpixel.js';
  const perpixel = (await import(library)) as typeof import('../../src/perpixel.ts');
  const blob = await (await fetch(clip)).blob();
  let [first, begun] = [0, 0];
  let [last, done] = [0, 0];
  await perpixel.analyzeVideo(blob, {
    model,
    backend: 'wasm',
    onProgress({ phase, loaded }) {
      if (phase !== 'frames') return;
      last = performance.now();
      done = loaded;
      // the first frames of a session are slow: the browser still compiles
      if (first === 0 && loaded >= warm) [first, begun] = [last, loaded];
    },
  });
  return { frames: done - begun, took: last - first };
}

/** In the page: what the network alone takes on the clip's frames. Milliseconds, p50. */
async function inference({ clip, model }: { clip: string; model: string }): Promise<number> {
  const library = '/dist/lib/perpixel.js';
  const perpixel = (await import(library)) as typeof import('../../src/perpixel.ts');
  const segmenter = await perpixel.createSegmenter({ model, backend: 'wasm' });
  const video = document.createElement('video');
  video.muted = true;
  video.src = clip;
  await new Promise((resolve) => video.addEventListener('loadeddata', resolve, { once: true }));
  for (let i = 0; i < 60; i += 1) await segmenter.segment(video);
  const { p50 } = segmenter.stats().stages.inference;
  segmenter.close();
  return p50;
}

export async function benchThroughput(page: Page, clip: string, model: string): Promise<Row> {
  const alone = await page.evaluate(inference, { clip, model });
  const { frames, took } = await page.evaluate(analyse, { clip, model, warm: 50 });
  const perSecond = (frames * 1000) / took;
  const ratio = (perSecond * alone) / 1000;
  return {
    what: `throughput, ${model}: frames/s ÷ (1 / inference p50)`,
    figure: ratio.toFixed(2),
    detail: `${perSecond.toFixed(1)} frames/s; inference p50 ${alone.toFixed(1)} ms in segment(), all threads`,
    bar: '≥ 0.85',
    met: ratio >= 0.85,
  };
}

/** How often each is measured: the shorter, the more a moment of the machine weighs. */
const ROUNDS = [3, 1, 1];

/** @param clips the same one once, four and sixteen times over */
export async function benchGrowth(page: Page, clips: readonly string[]): Promise<Row> {
  const times: { frames: number; each: number }[] = [];
  for (const [place, clip] of clips.entries()) {
    const rounds: Timed[] = [];
    while (rounds.length < (ROUNDS[place] ?? 1))
      rounds.push(await page.evaluate(analyse, { clip, model: 'selfie', warm: 200 }));
    times.push({ frames: rounds[0]?.frames ?? 0, each: median(rounds.map(({ frames, took }) => took / frames)) });
  }
  const [once] = times;
  const spread = Math.max(...times.map(({ each }) => Math.abs(each / (once?.each ?? 1) - 1)));
  return {
    what: 'time per frame at 1×, 4×, 16× the frames, selfie',
    figure: `within ${(spread * 100).toFixed(0)} %`,
    detail: times.map((time) => `${time.frames}: ${time.each.toFixed(2)} ms`).join(', '),
    bar: 'within 10 %',
    met: spread <= 0.1,
  };
}

/** Seeks on the analyst's page, on an analysed video. */
export async function benchSeek(browser: Browser, origin: string, clip: string): Promise<Row> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${origin}dist/analyze.html?model=selfie&backend=wasm&video=${clip}`);
  await page.getByText(/All \d+ frames analysed/).waitFor({ timeout: 120_000 });
  const { times, right } = await page.evaluate(async () => {
    const job = document.querySelector('pp-analyst')?.current;
    const count = job?.video?.info.frameCount ?? 0;
    const took: number[] = [];
    let hits = 0;
    for (let i = 0; i < 100; i += 1) {
      const index = Math.floor(Math.random() * count);
      const start = performance.now();
      await job?.client?.show(index);
      took.push(performance.now() - start);
      if (job?.shown?.index === index) hits += 1;
    }
    return { times: took.sort((a, b) => a - b), right: hits };
  });
  await page.close();
  const [p50 = 0, p95 = 0] = [times[50], times[95]];
  return {
    what: 'seek to 100 random frames: right ones',
    figure: `${right} of 100`,
    detail: `until drawn: p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`,
    bar: '100 of 100',
    met: right === 100,
  };
}

/** Every so many seconds the heap is measured. */
const LOOK_S = 10;

/**
 * The analyst's page over a long video: heaps and their buffers of the page and all of its workers, after collection.
 * @param limit seconds after which it is left, whatever is done by then
 */
export async function benchMemory(browser: Browser, origin: string, clip: string, limit: number): Promise<Row> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const threads = await attachAll(page);
  await page.goto(`${origin}dist/analyze.html?model=selfie&backend=wasm&video=${clip}`);
  const heap: { at: number; frames: number; megabytes: number }[] = [];
  const start = performance.now();
  for (let done = false; !done;) {
    await page.waitForTimeout(LOOK_S * 1000);
    const { filled, state } = await page.evaluate(() => {
      const job = document.querySelector('pp-analyst')?.current;
      if (job?.error) throw job.error;
      return { filled: job?.series?.filled ?? 0, state: job?.state };
    });
    const each = await Promise.all(threads().map(heapAfterCollection));
    const at = (performance.now() - start) / 1000;
    heap.push({ at, frames: filled, megabytes: each.reduce((sum, one) => sum + one, 0) });
    done = state === 'done' || at > limit;
  }
  await page.close();
  const later = heap.filter(({ at }) => at > 60);
  const [first, last] = [later[0] ?? heap[0], heap.at(-1)];
  const most = Math.max(...heap.map(({ megabytes }) => megabytes));
  const grown = (last?.megabytes ?? 0) - (first?.megabytes ?? 0);
  return {
    what: 'memory over a long video, the page and its workers, selfie',
    figure: `at most ${most.toFixed(0)} MB`,
    detail: `${grown.toFixed(1)} MB more after ${last?.frames ?? 0} frames (${last?.at.toFixed(0)} s) than after ${first?.frames ?? 0} (${first?.at.toFixed(0)} s)`,
    bar: 'flat after the first minute, < 300 MB',
    met: most < 300 && Math.abs(grown) < 5,
  };
}
