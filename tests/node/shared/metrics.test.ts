import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  emptyTimings,
  LatencyRecorder,
  percentiles,
  quantile,
  STAGES,
  totalOf,
} from '../../../src/core/metrics/metrics.ts';

const identity = { backend: 'wasm', runtime: 'ort', model: 'selfie', adapter: 'a processor' } as const;
const timings = (inference: number): ReturnType<typeof emptyTimings> => ({ ...emptyTimings(), inference });

/** Frames that arrive evenly from 0 ms on. */
function recorded(frames: number, every: number): LatencyRecorder {
  const recorder = new LatencyRecorder();
  for (let i = 0; i < frames; i += 1) recorder.record(timings(i), i * every, null);
  return recorder;
}

/** Walks up the sorted samples, each one worth an equal step of the way from 0 to 1. */
function naiveQuantile(samples: readonly number[], q: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const gap = 1 / Math.max(1, sorted.length - 1);
  for (let i = 0; i + 1 < sorted.length; i += 1) {
    const t = (q - i * gap) / gap;
    if (t <= 1 + 1e-12) return (1 - t) * sorted[i]! + t * sorted[i + 1]!;
  }
  return sorted[0] ?? 0;
}

const milliseconds = fc.double({ min: 0, max: 1e4, noNaN: true });

describe('a quantile', () => {
  it('is the one that a walk up the samples meets', () => {
    fc.assert(
      fc.property(
        fc.array(milliseconds, { maxLength: 60 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (samples, q) => {
          const sorted = samples.toSorted((a, b) => a - b);
          expect(quantile(sorted, q)).toBeCloseTo(naiveQuantile(samples, q), 5);
        },
      ),
    );
  });

  it('interpolates between ranks, as numpy’s default does', () => {
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantile([10, 20, 30], 0.95)).toBeCloseTo(29, 10);
    expect(quantile([10, 20], 0)).toBe(10);
    expect(quantile([10, 20], 1)).toBe(20);
  });

  it('is 0 of nothing, and the sample of one', () => {
    expect(quantile([], 0.5)).toBe(0);
    expect(quantile([7], 0.99)).toBe(7);
  });
});

describe('percentiles', () => {
  it('sort numbers as numbers and leave the samples as they are', () => {
    const samples = Float64Array.of(100, 9, 20);
    expect(percentiles(samples).p50).toBe(20);
    expect([...samples]).toEqual([100, 9, 20]);
  });

  it('rise', () => {
    fc.assert(
      fc.property(fc.array(milliseconds), (samples) => {
        const { p50, p95, p99 } = percentiles(Float64Array.from(samples));
        expect(p50).toBeLessThanOrEqual(p95);
        expect(p95).toBeLessThanOrEqual(p99);
      }),
    );
  });
});

describe('the total of a frame', () => {
  it('counts every stage once', () => {
    const each = Object.fromEntries(STAGES.map((stage, i) => [stage, 2 ** i])) as ReturnType<typeof emptyTimings>;
    expect(totalOf(each)).toBe(2 ** STAGES.length - 1);
    expect(totalOf(emptyTimings())).toBe(0);
  });
});

describe('a latency recorder', () => {
  it('reads 0 everywhere before the first frame', () => {
    const report = new LatencyRecorder().report(identity, 0);
    expect(report).toMatchObject({ frames: 0, dropped: 0, fps: 0, glassToGlass: null, copiesPerFrame: 0, ...identity });
    expect(report.total).toEqual({ p50: 0, p95: 0, p99: 0 });
    expect(Object.keys(report.stages)).toEqual([...STAGES]);
  });

  it('tells the stages apart', () => {
    const recorder = new LatencyRecorder();
    recorder.record({ ...emptyTimings(), capture: 1, inference: 20 }, 0, null);
    const { stages, total } = recorder.report(identity, 0);
    expect([stages.capture.p50, stages.inference.p50, stages.composite.p50, total.p50]).toEqual([1, 20, 0, 21]);
  });

  it('reports the rate at which frames come', () => {
    expect(recorded(2, 40).report(identity, 40).fps).toBeCloseTo(25, 6);
    expect(recorded(500, 20).report(identity, 499 * 20).fps).toBeCloseTo(50, 6);
  });

  it('knows no rate of a single frame, nor of frames at one instant', () => {
    expect(recorded(1, 40).report(identity, 0).fps).toBe(0);
    expect(recorded(5, 0).report(identity, 0).fps).toBe(0);
  });

  it('follows a rate that changed', () => {
    const recorder = recorded(100, 10);
    for (let i = 1; i <= 60; i += 1) recorder.record(timings(1), 990 + i * 100, null);
    expect(recorder.report(identity, 6990).fps).toBeCloseTo(10, 6);
  });

  it('reads 0 frames a second once the stream has stopped', () => {
    const recorder = recorded(30, 40);
    expect(recorder.report(identity, 29 * 40 + 1900).fps).toBeGreaterThan(0);
    expect(recorder.report(identity, 29 * 40 + 2100).fps).toBe(0);
  });

  it('remembers only the newest frames, and counts all', () => {
    const extra = 100;
    const report = recorded(LatencyRecorder.window + extra, 1).report(identity, 700);
    expect(report.frames).toBe(LatencyRecorder.window + extra);
    expect(report.total.p50).toBe(extra + (LatencyRecorder.window - 1) / 2);
  });

  it('has a glass-to-glass time only of frames that have one', () => {
    const recorder = new LatencyRecorder();
    recorder.record(timings(1), 0, null);
    expect(recorder.report(identity, 0).glassToGlass).toBeNull();
    recorder.record(timings(1), 10, 80);
    expect(recorder.report(identity, 10).glassToGlass).toEqual({ p50: 80, p95: 80, p99: 80 });
  });

  it('divides copies and read-backs by the frames', () => {
    const recorder = recorded(4, 40);
    for (let i = 0; i < 4; i += 1) recorder.moved(3, i % 2);
    expect(recorder.report(identity, 160)).toMatchObject({ copiesPerFrame: 3, readbacksPerFrame: 0.5 });
  });

  it('counts what was dropped', () => {
    const recorder = new LatencyRecorder();
    recorder.drop();
    recorder.drop(4);
    expect(recorder.report(identity, 0).dropped).toBe(5);
    recorder.drop(2, 'failed');
    expect(recorder.report(identity, 0)).toMatchObject({ dropped: 7, droppedBy: { newer: 5, failed: 2 } });
  });

  it('starts again from nothing', () => {
    const recorder = recorded(900, 10);
    recorder.record(timings(5), 9000, 80);
    recorder.drop(3);
    recorder.moved(4, 1);
    recorder.reset();
    expect(recorder.report(identity, 9000)).toEqual(new LatencyRecorder().report(identity, 9000));
    recorder.record(timings(7), 9010, null);
    expect(recorder.report(identity, 9010).total.p99).toBe(7);
  });
});
