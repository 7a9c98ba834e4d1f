import { describe, expect, it } from 'vitest';
import { createCaptureClock } from '../../../src/platform/capture-clock.ts';

/** Frames every 33 ms on a camera whose clock is `ahead` of ours, which reach us after `delays`. */
function latencies(delays: readonly number[], ahead: number): number[] {
  const clock = createCaptureClock();
  return delays.map((delay, index) => {
    const taken = 1000 + index * 33;
    const arrived = taken + delay;
    return arrived - clock.captured(taken + ahead, arrived);
  });
}

describe('a capture clock', () => {
  it.each([0, -5000, 5_296_065])('finds how much longer than the shortest way a frame took, %i ms apart', (ahead) => {
    const found = latencies([5, 5, 40, 12, 5, 105], ahead);
    expect(found[0]).toBe(0);
    expect(found[2]).toBeCloseTo(35, 0);
    expect(found[3]).toBeCloseTo(7, 0);
    expect(found[5]).toBeCloseTo(100, 0);
  });

  it('corrects itself with the first frame that takes a shorter way', () => {
    const found = latencies([50, 50, 5, 50], 123);
    expect(found[1]).toBeCloseTo(0, 0);
    expect(found[3]).toBeCloseTo(45, 0);
  });

  it('follows a camera whose clock runs slow, and calls no frame captured after it arrived', () => {
    const clock = createCaptureClock();
    let best = Infinity;
    let worst = 0;
    for (let second = 0; second < 36_000; second += 1) {
      const arrived = second * 1000;
      const latency = arrived - clock.captured(arrived * (1 - 50e-6), arrived);
      best = Math.min(best, latency);
      worst = Math.max(worst, latency);
    }
    // two clocks are at most some 50 millionths apart: ten hours of that are 1.8 s
    expect(worst).toBeLessThan(1);
    expect(best).toBeGreaterThanOrEqual(0);
  });
});
