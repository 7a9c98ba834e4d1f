import { chromium } from 'playwright';
import { preview } from 'vite';
import { fileURLToPath } from 'node:url';
import { bySources } from '../by-sources.ts';
import { chromiumFlags } from '../../../src/cli/chromium/flags.ts';
import { findChromium } from '../../../src/cli/chromium/find.ts';
import type { Row, Section } from '../row.ts';
import type { MovedAccuracy, Pace } from '../street/accuracy.ts';
import { filmDrives, writeFilm, type DriveFrame } from '../street/drive.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const MODEL = 'driving-street';
const SECONDS = 8;
const SEEDS = [13, 14, 15, 16];
const FRAMES = 40;
const BARS = { rate: 15, lost: 0.03 };

interface Watched {
  /** Labelled frames a second. */
  readonly rate: number;
  /** Milliseconds a frame takes, p50. */
  readonly total: number;
  readonly quality: number;
  /** Null: the model saw every frame. */
  readonly sampled: { readonly perSecond: number; readonly age: number } | null;
}

/**
 * The driving model on the street on the CPU: how many labelled frames a second there are, of a camera that films it and of the page's own,
 * which draws it too; and, at the camera's pace, what it costs that labels move along with the picture between those that the model gives.
 */
export async function benchStreet(): Promise<Section> {
  const drives = await filmDrives(SEEDS, FRAMES);
  const filmed = await watch('camera', await writeFilm(drives));
  const drawn = await watch('street', 'none');
  // labels are between one and two of its turns old
  const took = (filmed.sampled?.age ?? 0) / 1.5;
  const accuracy = await measure(drives, { took, rate: filmed.rate });
  const lost = accuracy.full - accuracy.moved;
  const rows = [
    rateRow(`${MODEL} in LiteRT, a camera of 640×360 that films the street`, filmed),
    {
      what: 'the same, mIoU that is lost by labels that move along',
      figure: lost.toFixed(3),
      detail: `${accuracy.full.toFixed(3)} where the model sees each frame, ${accuracy.moved.toFixed(3)} at this pace (${accuracy.still.toFixed(3)} if they stood still), over ${SEEDS.length} drives of ${FRAMES} frames`,
      bar: `≤ ${BARS.lost}`,
      met: lost <= BARS.lost,
    },
    rateRow(`${MODEL} in LiteRT, the page's own street, which the same cores draw`, drawn),
  ];
  return { rows, results: { filmed, drawn, accuracy } };
}

function rateRow(what: string, { rate, sampled, total, quality }: Watched): Row {
  const model = sampled
    ? `the model itself ${sampled.perSecond.toFixed(1)} a second, its labels ${sampled.age.toFixed(0)} ms old at p50`
    : 'the model sees each';
  return {
    what,
    figure: `${rate.toFixed(1)} labelled frames/s`,
    detail: `${model}; a frame ${total.toFixed(1)} ms, quality ${quality}`,
    bar: `≥ ${BARS.rate}`,
    met: rate >= BARS.rate,
  };
}

async function measure(drives: readonly DriveFrame[][], pace: Pace): Promise<MovedAccuracy> {
  return bySources<typeof import('../street/accuracy.ts'), MovedAccuracy>(
    '/tests/bench/street/accuracy.ts',
    ({ measureMoved }) =>
      measureMoved(new URL(`../../../models/dist/${MODEL}.json`, import.meta.url).href, drives, pace),
  );
}

async function watch(source: 'camera' | 'street', camera: string): Promise<Watched> {
  const server = await preview({ root, preview: { port: 0, strictPort: false }, logLevel: 'error' });
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: chromiumFlags({ camera, graphics: 'webgl', compositing: 'processor' }),
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(
      `${server.resolvedUrls?.local[0] ?? ''}?source=${source}&model=${MODEL}&backend=wasm&runtime=litert`,
    );
    const settled = (least: number): boolean => {
      const stats = document.querySelector('per-pixel')?.stats();
      return (stats?.frames ?? 0) > least && (stats?.sampled?.perSecond ?? 0) > 0;
    };
    // a machine that labels every frame in time never moves any along
    await page.waitForFunction(settled, 30, { timeout: 30_000, polling: 500 }).catch(() => undefined);
    await page.waitForTimeout(3000);
    return await page.evaluate(async (duration) => {
      const viewer = document.querySelector('per-pixel')!;
      const before = viewer.stats().frames;
      const start = performance.now();
      await new Promise((resolve) => setTimeout(resolve, duration * 1000));
      const { frames, total, quality, sampled } = viewer.stats();
      return {
        rate: ((frames - before) * 1000) / (performance.now() - start),
        total: total.p50,
        quality: quality?.level ?? 0,
        sampled: sampled && { perSecond: sampled.perSecond, age: sampled.age.p50 },
      };
    }, SECONDS);
  } finally {
    await browser.close();
    await server.close();
  }
}
