import { describe, expect, it } from 'vitest';
import { CLASS } from '../../../workers/street/classes.ts';
import { Land } from '../../../workers/street/motorway/land.ts';
import { carriageway, farEdge, LANE, laneOffset, planMotorway, spanAt } from '../../../workers/street/motorway/plan.ts';
import { planStreet } from '../../../workers/street/plan.ts';
import { Route } from '../../../workers/street/route.ts';
import { Site } from '../../../workers/street/site.ts';
import { buildStretch, createWriters } from '../../../workers/street/stretch.ts';
import { laneCentre, MOVERS, Traffic } from '../../../workers/street/traffic.ts';

const SEEDS = Array.from({ length: 30 }, (_, seed) => seed);

describe('a motorway', () => {
  it('has each lane on its own carriageway, and drives in one of them', () => {
    for (const seed of SEEDS) {
      const motorway = planMotorway(seed);
      const half = carriageway(motorway) / 2;
      for (let lane = 0; lane < motorway.lanes; lane++)
        expect(Math.abs(laneOffset(motorway, lane)) + LANE / 2).toBeLessThanOrEqual(half + 1e-9);
      expect(motorway.lane).toBeLessThan(motorway.lanes);
      expect(laneCentre(planStreet(seed, 'motorway'))).toBe(laneOffset(motorway, motorway.lane));
      expect(farEdge(motorway)).toBeCloseTo(3 * half + motorway.reserve, 9);
    }
  });

  it('is spanned by gantries and bridges, and leads through tunnels that nothing else touches', () => {
    const seen = new Set<string>();
    for (const seed of SEEDS) {
      const motorway = planMotorway(seed);
      const spans = Array.from({ length: 400 }, (_, i) => spanAt(seed, motorway, i - 100));
      for (const [i, span] of spans.entries()) {
        seen.add(span);
        if (span !== 'tunnel') continue;
        for (const beside of [spans[i - 1], spans[i + 1]])
          if (beside) expect(['tunnel', 'none'], `stretch ${i - 100} of seed ${seed}`).toContain(beside);
      }
    }
    expect([...seen].sort()).toEqual(['bridge', 'gantry', 'none', 'tunnel']);
  });

  it('lies in land that begins as high as the road and rises or falls without a step', () => {
    for (const seed of SEEDS) {
      const motorway = planMotorway(seed);
      const land = new Land(seed, motorway, seed % 2 ? 1 : -1);
      let [onRoad, step, most] = [0, 0, 0];
      for (let s = 0; s < 2000; s += 37)
        for (let u = -80; u < 80; u += 0.5) {
          const height = Math.abs(land.height(s, u));
          if (land.outside(u) <= 0) onRoad = Math.max(onRoad, height);
          step = Math.max(step, Math.abs(land.height(s, u + 0.5) - land.height(s, u)));
          most = Math.max(most, height);
        }
      expect(onRoad).toBe(0);
      expect(step).toBeLessThan(0.6);
      expect(most).toBeGreaterThan(0.2);
    }
  });

  it('keeps its cars on the asphalt, and everything that stands off the lanes', () => {
    for (const seed of SEEDS.slice(0, 12)) {
      const plan = planStreet(seed, 'motorway');
      const route = new Route(seed, 'motorway');
      const site = new Site(plan, route, createWriters(MOVERS));
      const traffic = new Traffic(site, false);
      for (const seconds of [0, 13, 140]) {
        traffic.write(seconds, route.distance(seconds));
        for (const [s, u] of places(site, site.writers.detail.vertices)) {
          const [near, far] = [plan.roadHalf, farEdge(planMotorway(seed))];
          const across = u * plan.side;
          if (across > near || across < -far) expect.fail(`a car of seed ${seed} at ${s.toFixed(0)} m is ${u} m aside`);
        }
      }
      const still = new Site(plan, route, createWriters());
      for (let stretch = 0; stretch < 24; stretch++) {
        buildStretch(still, stretch);
        const { shell } = still.writers;
        for (const [, u, y, classId] of places(still, shell.vertices, 'shell')) {
          const inLanes = Math.abs(u) < plan.roadHalf - 0.01;
          if (inLanes && y < 4.5 && y > -0.3 && classId !== CLASS.road)
            expect.fail(`class ${classId} of seed ${seed}, stretch ${stretch} stands ${u} m aside, ${y} m high`);
        }
      }
    }
  });
});

/** Metres along the road, to the right of its middle, and above it, and the class, of each vertex that was written. */
function* places(site: Site, count: number, name: 'detail' | 'shell' = 'detail') {
  const { position, meta } = site.writers[name];
  for (let i = 0; i < count; i++) {
    const [x = 0, y = 0, z = 0] = position.subarray(i * 3, i * 3 + 3);
    // the road hardly bends within a stretch: two steps find the place across it
    let s = site.start - z;
    let u = 0;
    for (let step = 0; step < 3; step++) {
      const heading = site.route.heading(s);
      u = (x - (site.route.x(s) - site.route.x(site.start))) / Math.cos(heading);
      s = site.start - z + u * Math.sin(heading);
    }
    yield [s, u, y - site.y(s), meta[i * 4 + 1] ?? 0] as const;
  }
}
