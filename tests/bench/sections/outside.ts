import { compare, median } from '../ratio.ts';
import { ratioRow, type Section } from '../row.ts';
import { withBuiltPage } from '../built-page.ts';

const BLOCKS = 8;
const RUNS = 25;
const BAR = 1;

/**
 * What a 1280 × 720 camera frame costs outside inference, guided refinement on, against a plain loop that enlarges a 256 ×
 * 256 mask to 720p, thresholds and colours it. Blocks of each take turns: the camera rests while the loop runs.
 */
export async function benchOutside(): Promise<Section> {
  const film = { width: 1280, height: 720, frames: 15 };
  return withBuiltPage({ film }, async (page, site) => {
    await page.goto(`${site}?source=camera&model=selfie&backend=wasm`);
    await page.waitForFunction(() => (document.querySelector('per-pixel')?.stats().frames ?? 0) > 30, undefined, {
      polling: 500,
      timeout: 120_000,
    });
    const { stages, loops } = await page.evaluate(runBlocks, { blocks: BLOCKS, runs: RUNS });
    const totals = stages.map((each) => Object.values(each).reduce((sum, value) => sum + value, 0));
    const names = Object.keys(stages[0] ?? {});
    const name = 'camera 1280×720, time outside inference, guided / plain resize and threshold';
    const comparison = compare(name, totals, loops, BLOCKS);
    const middle = names.map((stage) => [stage, median(stages.map((each) => each[stage] ?? NaN))] as const);
    const detail = middle.map(([stage, milliseconds]) => `${stage} ${milliseconds.toFixed(1)}`).join(', ');
    return {
      rows: [ratioRow(comparison, BAR, detail)],
      results: { ...comparison, stages: Object.fromEntries(middle) },
    };
  });
}

/** In the page. */
async function runBlocks({ blocks, runs }: { blocks: number; runs: number }) {
  const viewer = document.querySelector('per-pixel');
  if (!viewer) throw new Error('no <per-pixel>');
  const mask = Float32Array.from({ length: 256 * 256 }, (_, i) => {
    const [x, y] = [(i % 256) - 128, Math.floor(i / 256) - 150];
    return 1 / (1 + Math.exp((Math.hypot(x, y * 0.7) - 70) / 4));
  });
  const rgba = new Uint32Array(1280 * 720);
  const stages: Record<string, number>[] = [];
  const loops: number[] = [];
  for (let block = 0; block < blocks; block += 1) {
    await viewer.play();
    await frames(8);
    stages.push(...(await frames(runs)));
    viewer.pause();
    await new Promise((resolve) => setTimeout(resolve, 300));
    for (let run = -5; run < runs; run += 1) {
      const start = performance.now();
      plainLoop(mask, rgba);
      if (run >= 0) loops.push(performance.now() - start);
    }
  }
  return { stages, loops };

  function frames(count: number): Promise<Record<string, number>[]> {
    return new Promise((resolve, reject) => {
      const limit = setTimeout(
        () => reject(new Error('Too few frames had full quality: let nothing else run.')),
        60_000,
      );
      const seen: Record<string, number>[] = [];
      const onFrame = (event: Event): void => {
        const { timings, height } = (event as CustomEvent<{ timings: Record<string, number>; height: number }>).detail;
        if (height !== 720) throw new Error(`The camera gives ${height} lines.`);
        // a stream that was too slow gave up its fine edges for a while: those frames are cheaper than what is asked about
        if (viewer?.stats().quality?.level !== 0) return;
        const { inference: _, ...outside } = timings;
        seen.push(outside);
        if (seen.length < count) return;
        clearTimeout(limit);
        viewer?.removeEventListener('perpixel-frame', onFrame);
        resolve(seen);
      };
      viewer?.addEventListener('perpixel-frame', onFrame);
    });
  }

  function plainLoop(from: Float32Array, to: Uint32Array): void {
    for (let y = 0, at = 0; y < 720; y += 1) {
      const sy = Math.min(254.999, Math.max(0, ((y + 0.5) * 256) / 720 - 0.5));
      const top = Math.floor(sy);
      const fy = sy - top;
      for (let x = 0; x < 1280; x += 1, at += 1) {
        const sx = Math.min(254.999, Math.max(0, ((x + 0.5) * 256) / 1280 - 0.5));
        const left = Math.floor(sx);
        const fx = sx - left;
        const corner = top * 256 + left;
        const upper = from[corner]! * (1 - fx) + from[corner + 1]! * fx;
        const lower = from[corner + 256]! * (1 - fx) + from[corner + 257]! * fx;
        to[at] = upper * (1 - fy) + lower * fy > 0.5 ? 0xffa05a2e : 0xff2c2420;
      }
    }
  }
}
