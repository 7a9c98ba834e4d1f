import { describe, expect, it } from 'vitest';
import { CLASS } from '../../../workers/street/classes.ts';
import { Land } from '../../../workers/street/motorway/land.ts';
import { carriageway, farEdge, LANE, laneOffset, planMotorway, spanAt } from '../../../workers/street/motorway/plan.ts';
import { planStreet, type StreetPlan } from '../../../workers/street/plan.ts';
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
      expect(farEdge(motorway)).toBeCloseTo(3 * half + motorway.median, 9);
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

  it('keeps its cars on the two carriageways', () => {
    for (const seed of SEEDS.slice(0, 12)) {
      const plan = planStreet(seed, 'motorway');
      const route = new Route(seed, 'motorway');
      const site = new Site(plan, route, createWriters(MOVERS));
      const traffic = new Traffic(site, false);
      for (const seconds of [0, 13, 140]) {
        traffic.write(seconds, route.distance(seconds));
        for (const { s, u } of places(site, 'detail'))
          if (!onAsphalt(plan, u)) expect.fail(`a car of seed ${seed} at ${s.toFixed(0)} m is ${u} m aside`);
      }
    }
  });

  it.each(['none', 'gantry', 'bridge', 'tunnel'] as const)(
    'has nothing in its lanes where what spans it is: %s',
    (span) => {
      let looked = 0;
      for (const seed of SEEDS) {
        const plan = planStreet(seed, 'motorway');
        const site = new Site(plan, new Route(seed, 'motorway'), createWriters());
        const stretches = Array.from({ length: 200 }, (_, i) => i).filter(
          (i) => spanAt(seed, plan.motorway!, i) === span,
        );
        for (const stretch of stretches.slice(0, 3)) {
          buildStretch(site, stretch);
          looked += 1;
          for (const name of ['shell', 'detail'] as const)
            for (const { u, y, classId } of places(site, name)) {
              // the other tube is shut: nobody looks into it
              const lanes = span === 'tunnel' ? Math.abs(u) < plan.roadHalf - 0.05 : onAsphalt(plan, u, -0.05);
              if (lanes && y < 4.5 && y > -0.3)
                expect.fail(`class ${classId} of seed ${seed}, stretch ${stretch} stands ${u} m aside, ${y} m high`);
            }
        }
      }
      expect(looked).toBeGreaterThan(8);
    },
  );

  it('has rails that are seen from both sides', () => {
    const seed = SEEDS.find((each) => planMotorway(each).barrier === 'rail' && planMotorway(each).median > 3)!;
    const plan = planStreet(seed, 'motorway');
    const site = new Site(plan, new Route(seed, 'motorway'), createWriters());
    buildStretch(site, 2);
    const { shell } = site.writers;
    // of the rail before the other carriageway, which turns its back
    const far = -plan.side * (plan.roadHalf + plan.motorway!.median - 0.5);
    const all = [...places(site, 'shell')];
    let towards = 0,
      away = 0;
    for (let i = 0; i < shell.indices; i += 3) {
      const corners = [0, 1, 2].map((k) => shell.index[i + k] ?? 0);
      if (corners.some((at) => all[at]!.classId !== CLASS.fence || Math.abs(all[at]!.u - far) > 0.09)) continue;
      const across = acrossOf(shell.position, corners) * plan.side;
      if (across > 0.01) towards += 1;
      if (across < -0.01) away += 1;
    }
    expect(towards).toBeGreaterThan(8);
    expect(away).toBeGreaterThan(8);
  });

  it('has a roof without gaps in its tunnels, up hill and down', () => {
    let looked = 0;
    for (const seed of SEEDS) {
      const plan = planStreet(seed, 'motorway');
      const route = new Route(seed, 'motorway');
      const stretch = Array.from({ length: 200 }, (_, i) => i).find(
        (i) => spanAt(seed, plan.motorway!, i) === 'tunnel',
      );
      if (stretch === undefined) continue;
      looked += 1;
      const site = new Site(plan, route, createWriters());
      buildStretch(site, stretch);
      const roof = [...places(site, 'shell')].filter(
        ({ u, y }) => Math.abs(u) < plan.roadHalf + 1 && y > 5.5 && y < 6.2,
      );
      for (const { y } of roof) expect(Math.abs(y - 5.8)).toBeLessThan(0.1);
      expect(roof.length).toBeGreaterThan(16);
    }
    expect(looked).toBeGreaterThan(5);
  });
});

function onAsphalt({ roadHalf, side, motorway }: StreetPlan, u: number, spare = 0): boolean {
  const across = u * side;
  const inner = roadHalf + motorway!.median;
  return Math.abs(across) < roadHalf + spare || (across < -inner + spare && across > -farEdge(motorway!) - spare);
}

/** How far the side of a triangle that is seen looks to the right. */
function acrossOf(position: Float32Array, corners: readonly number[]): number {
  const [a, b, c] = corners.map((at) => position.subarray(at * 3, at * 3 + 3)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  return (b[1]! - a[1]!) * (c[2]! - a[2]!) - (b[2]! - a[2]!) * (c[1]! - a[1]!);
}

/** Metres along the road, to the right of its middle, and above it, and the class, of each vertex that was written. */
function* places(site: Site, name: 'detail' | 'shell') {
  const { position, meta, vertices } = site.writers[name];
  for (let i = 0; i < vertices; i++) {
    const [x = 0, y = 0, z = 0] = position.subarray(i * 3, i * 3 + 3);
    // the road hardly bends within a stretch: some steps find the place across it
    let s = site.start - z;
    let u = 0;
    for (let step = 0; step < 3; step++) {
      const heading = site.route.heading(s);
      u = (x - (site.route.x(s) - site.route.x(site.start))) / Math.cos(heading);
      s = site.start - z + u * Math.sin(heading);
    }
    yield { s, u, y: y - site.y(s), classId: meta[i * 4 + 1] ?? 0 };
  }
}
