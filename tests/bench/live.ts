import { chromium } from 'playwright';
import { preview } from 'vite';
import { chromiumFlags } from '../../src/cli/chromium/flags.ts';
import { findChromium } from '../../src/cli/chromium/find.ts';
import { writeFakeCamera } from '../e2e/fake-camera.ts';

export interface LiveResult {
  readonly fps: number;
  readonly dropped: number;
  readonly frames: number;
  /** Milliseconds, p50 / p95. */
  readonly total: number;
  readonly total95: number;
  readonly inference: number;
  /** Share of a frame's time outside inference, at p50. */
  readonly outside: number;
  readonly glassToGlass: number;
  /** Milliseconds: the longest task of the main thread after start-up; 0 where none passed 50. */
  readonly longestTask: number;
  readonly longTasks: number;
}

/** The built page on a 640 × 480 camera at 30 frames a second, which sees one person, for some seconds after its start-up. */
export async function benchLive(model: 'selfie' | 'people', seconds = 15): Promise<LiveResult> {
  const film = await writeFakeCamera({ width: 640, height: 480, frames: 30 });
  const server = await preview({ preview: { port: 0, strictPort: false }, logLevel: 'error' });
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: chromiumFlags({ camera: film, graphics: 'webgl' }),
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${server.resolvedUrls?.local[0] ?? ''}?source=camera&model=${model}&backend=wasm`);
    await page.waitForFunction(() => (document.querySelector('per-pixel')?.stats().frames ?? 0) > 60);
    return await page.evaluate(async (duration) => {
      const viewer = document.querySelector('per-pixel');
      if (!viewer) throw new Error('no <per-pixel>');
      const tasks: number[] = [];
      const observer = new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) tasks.push(entry.duration);
      });
      observer.observe({ type: 'longtask' });
      const before = viewer.stats();
      const start = performance.now();
      await new Promise((resolve) => setTimeout(resolve, duration * 1000));
      const report = viewer.stats();
      const frames = report.frames - before.frames;
      return {
        fps: (frames * 1000) / (performance.now() - start),
        dropped: report.dropped - before.dropped,
        frames,
        total: report.total.p50,
        total95: report.total.p95,
        inference: report.stages.inference.p50,
        outside: 1 - report.stages.inference.p50 / report.total.p50,
        glassToGlass: report.glassToGlass?.p50 ?? 0,
        longestTask: Math.max(0, ...tasks),
        longTasks: tasks.length,
      };
    }, seconds);
  } finally {
    await browser.close();
    await server.close();
  }
}
