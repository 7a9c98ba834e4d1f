import { describe, expect, it } from 'vitest';
import { LEVELS } from '../../../workers/pipeline/quality/ladder.ts';
import { createRegulator, type Plan, type Regulator } from '../../../workers/pipeline/quality/regulator.ts';

const frame = { width: 1280, height: 720 };
const refine = { temporal: 0.5, guided: { radius: 4, epsilon: 0.01 } };

/** So many frames of a stream at 25 a second, whose inference takes `cost` where the model is asked. */
function stream(regulator: Regulator, frames: number, cost: number, start = 0): Plan[] {
  return Array.from({ length: frames }, (_, index) => {
    const plan = regulator.plan(frame, refine, start + index / 25);
    regulator.took(plan.follow ? 3 : cost);
    return plan;
  });
}

describe('the regulator', () => {
  it('gives frames in time all there is', () => {
    for (const plan of stream(createRegulator(true), 200, 20)) {
      expect(plan).toMatchObject({
        labels: frame,
        refine,
        hold: false,
        follow: false,
        quality: { level: 0, note: null },
      });
    }
  });

  it('takes fine edges first, then the size, then frames, and says so', () => {
    const plans = stream(createRegulator(true), 300, 500);
    const first = (level: number): Plan | undefined => plans.find((plan) => plan.quality.level === level);
    expect(first(1)).toMatchObject({ labels: { width: 640, height: 360 }, refine: { temporal: 0.5, guided: false } });
    expect(first(2)).toMatchObject({ labels: { width: 320, height: 180 }, hold: false });
    expect(first(3)).toMatchObject({ hold: true, quality: { note: LEVELS[3]?.note } });
  });

  it('asks the model for every second, then for every third frame, and has the others follow', () => {
    const plans = stream(createRegulator(true), 400, 500);
    for (const [level, stride] of [
      [3, 2],
      [4, 3],
    ] as const) {
      const follows = plans.filter((plan) => plan.quality.level === level).map((plan) => plan.follow);
      const from = follows.indexOf(false);
      const rounds = follows.slice(from, from + stride * 5);
      expect(rounds).toEqual(Array.from({ length: stride * 5 }, (_, i) => i % stride !== 0));
    }
  });

  it('leaves no frame out where labels cannot follow', () => {
    const plans = stream(createRegulator(false), 400, 500);
    expect(plans.at(-1)?.quality.level).toBe(2);
    expect(plans.filter((plan) => plan.follow)).toEqual([]);
  });

  it('gives a single frame, as after a seek, full quality, whatever the stream got', () => {
    const regulator = createRegulator(true);
    stream(regulator, 400, 500);
    const plan = regulator.plan(frame, refine, 99);
    expect(plan).toMatchObject({ labels: frame, refine, follow: false, quality: { level: 0 } });
  });

  it('asks the model first after a reset', () => {
    const regulator = createRegulator(true);
    stream(regulator, 400, 500);
    for (let index = 0; index < 5; index += 1) {
      regulator.reset();
      expect(regulator.plan(frame, refine, 16 + index / 25).follow).toBe(false);
    }
  });

  it('leaves refinement off where it is off', () => {
    const regulator = createRegulator(true);
    const plans = Array.from({ length: 200 }, (_, index) => {
      const plan = regulator.plan(frame, false, index / 25);
      regulator.took(500);
      return plan.refine;
    });
    expect(new Set(plans)).toEqual(new Set([false]));
  });
});
