import type { Stage } from '../../src/core/metrics/metrics.ts';

/** Adds the time since its last call to a stage, and shows it in the browser's own profiler. */
export function stopwatch(timings: Record<Stage, number>): (stage: Stage) => void {
  let last = performance.now();
  return (stage) => {
    const now = performance.now();
    timings[stage] += now - last;
    trace(stage, last, now);
    last = now;
  };
}

const COLOURS = {
  capture: 'tertiary-light',
  preprocess: 'primary-light',
  inference: 'primary-dark',
  postprocess: 'secondary',
  refine: 'secondary-dark',
  composite: 'tertiary',
} as const satisfies Record<Stage, string>;

/**
 * An entry on the profiler's track “perpixel” (Chromium's DevTools read it from `detail`; observers hear of it). The
 * browser's own list of measures would grow for ever, so that it is emptied at once.
 * @param start,end of `performance.now()`
 */
export function trace(stage: Stage, start: number, end: number): void {
  const name = `perpixel ${stage}`;
  const detail = { devtools: { dataType: 'track-entry', track: 'perpixel', color: COLOURS[stage] } };
  performance.measure(name, { start, end, detail });
  performance.clearMeasures(name);
}
