import type { Section } from '../row.ts';
import { withBuiltPage } from '../built-page.ts';

interface LiveResult {
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

const SECONDS = 12;
const BARS = { outside: 0.4, fps: 24, people: 20, longestTask: 50 };

/** The built page on a 640 × 480 camera at 30 frames a second, which sees one person, for some seconds after its start-up. */
export async function benchLive(): Promise<Section> {
  const live = await watch('selfie', SECONDS);
  const people = await watch('people', SECONDS);
  const rows = [
    {
      what: 'camera 640×480, time outside inference at p50',
      figure: `${(live.outside * 100).toFixed(0)} %`,
      detail: `frame ${live.total.toFixed(1)} ms (p95 ${live.total95.toFixed(1)}), inference ${live.inference.toFixed(1)} ms`,
      bar: `≤ ${BARS.outside * 100} %`,
      met: live.outside <= BARS.outside,
    },
    {
      what: 'camera at 30 frames/s, labelled',
      figure: `${live.fps.toFixed(1)} frames/s`,
      detail: `${live.frames} frames, ${live.dropped} dropped, glass to glass ${live.glassToGlass.toFixed(1)} ms`,
      bar: `≥ ${BARS.fps}`,
      met: live.fps >= BARS.fps,
    },
    {
      what: 'the same with people apart, of whom it sees one',
      figure: `${people.fps.toFixed(1)} frames/s`,
      detail: `${people.frames} frames, ${people.dropped} dropped, frame ${people.total.toFixed(1)} ms (p95 ${people.total95.toFixed(1)}), glass to glass ${people.glassToGlass.toFixed(1)} ms`,
      bar: `≥ ${BARS.people}`,
      met: people.fps >= BARS.people,
    },
    {
      what: 'longest main-thread task after start-up',
      figure: live.longestTask > 0 ? `${live.longestTask.toFixed(0)} ms` : 'none over 50 ms',
      detail: `${live.longTasks} long tasks`,
      bar: `≤ ${BARS.longestTask} ms`,
      met: live.longestTask <= BARS.longestTask,
    },
  ];
  return { rows, results: { live, people } };
}

async function watch(model: 'selfie' | 'people', seconds: number): Promise<LiveResult> {
  const film = { width: 640, height: 480, frames: 30 };
  return withBuiltPage({ film }, async (page, site) => {
    await page.goto(`${site}?source=camera&model=${model}&backend=wasm`);
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
  });
}
