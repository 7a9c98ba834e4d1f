import { describe, expect, it } from 'vitest';
import { Route } from '../../../workers/street/route.ts';

const SEEDS = [0, 1, 17, 900_000, -5];

describe.each(['town', 'motorway'] as const)('the route, %s', (road) => {
  it('never drives backwards and never stands still for long', () => {
    for (const seed of SEEDS) {
      const route = new Route(seed, road);
      for (let t = 0; t < 300; t += 0.25) expect(route.distance(t + 0.25)).toBeGreaterThan(route.distance(t));
      expect(route.distance(600)).toBeGreaterThan(3000);
    }
  });

  it('is where it started at zero seconds', () => {
    for (const seed of SEEDS) expect(new Route(seed, road).distance(0)).toBeCloseTo(0, 9);
  });

  it('bends gently enough for side streets to stay beside it', () => {
    for (const seed of SEEDS) {
      const route = new Route(seed, road);
      for (let s = -500; s < 5000; s += 10) {
        expect(Math.abs(route.heading(s + 1) - route.heading(s))).toBeLessThan(1 / 90);
        expect(Math.abs(route.grade(s))).toBeLessThan(0.06);
      }
    }
  });

  it('has a heading that is the slope of its centre line', () => {
    const route = new Route(4, road);
    for (let s = 0; s < 1000; s += 37) {
      expect(Math.tan(route.heading(s))).toBeCloseTo((route.x(s + 0.01) - route.x(s - 0.01)) / 0.02, 5);
      expect(Math.tan(route.grade(s))).toBeCloseTo((route.y(s + 0.01) - route.y(s - 0.01)) / 0.02, 5);
    }
  });

  it('is at s at about the time it says', () => {
    for (const seed of SEEDS) {
      const route = new Route(seed, road);
      for (let s = 0; s < 2000; s += 90) expect(Math.abs(route.distance(route.arrival(s)) - s)).toBeLessThan(80);
    }
  });
});
