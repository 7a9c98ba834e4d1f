import { describe, expect, it } from 'vitest';
import type { StreetRoad } from '../../../src/protocol/street.ts';
import { CLASS } from '../../../workers/street/classes.ts';
import { planStreet } from '../../../workers/street/plan.ts';
import { Route } from '../../../workers/street/route.ts';
import { Site } from '../../../workers/street/site.ts';
import { createWriters } from '../../../workers/street/stretch.ts';
import { MOVERS, Traffic } from '../../../workers/street/traffic.ts';

function drive(seed: number, road: StreetRoad = 'town'): { traffic: Traffic; route: Route; site: Site } {
  const route = new Route(seed, road);
  const site = new Site(planStreet(seed, road), route, createWriters(MOVERS));
  return { traffic: new Traffic(site, false), route, site };
}

function positions({ traffic, route, site }: ReturnType<typeof drive>, seconds: number): Float32Array {
  traffic.write(seconds, route.distance(seconds));
  return site.writers.detail.position.slice(0, site.writers.detail.vertices * 3);
}

/** Of each thing that moves: its class, and from where to where it reaches, in metres along the road. */
function things(street: ReturnType<typeof drive>, seconds: number) {
  positions(street, seconds);
  const { detail } = street.site.writers;
  const found = new Map<number, { classes: Set<number>; low: number; high: number }>();
  for (let i = 0; i < detail.vertices; i++) {
    const id = detail.instance[i] ?? 0;
    const along = street.site.start - (detail.position[i * 3 + 2] ?? 0);
    const thing = found.get(id) ?? { classes: new Set(), low: along, high: along };
    thing.classes.add(detail.meta[i * 4 + 1] ?? 0);
    found.set(id, { ...thing, low: Math.min(thing.low, along), high: Math.max(thing.high, along) });
  }
  return found;
}

describe.each(['town', 'motorway'] as const)('what moves, %s', (road) => {
  it('has an id of its own, one for all of a thing, which it keeps', () => {
    let most = 0;
    for (let seed = 0; seed < 12; seed++) {
      const street = drive(seed, road);
      for (const seconds of [0, 21, 300]) {
        const before = things(street, seconds);
        const after = things(street, seconds + 0.04);
        expect(before.has(0)).toBe(false);
        most = Math.max(most, before.size);
        for (const [id, { classes, low, high }] of before) {
          expect(classes.size, `thing ${id}`).toBe(1);
          expect(high - low, `thing ${id} from end to end`).toBeLessThan(road === 'town' ? 7 : 17);
          const later = after.get(id);
          if (later) expect(Math.abs(later.low - low), `thing ${id} moves on`).toBeLessThan(road === 'town' ? 2 : 3);
        }
        const gone = [...before.keys()].filter((id) => !after.has(id));
        expect(gone.length).toBeLessThan(3);
      }
    }
    expect(most).toBeGreaterThan(20);
  });

  it('is where the time says, in whatever order times are asked for', () => {
    const street = drive(6, road);
    const there = positions(street, 12.4);
    for (const t of [80, 3, 12.5]) positions(street, t);
    expect(positions(street, 12.4)).toEqual(there);
    expect(positions(drive(6, road), 12.4)).toEqual(there);
  });

  it('moves between two frames, by little', () => {
    const street = drive(6, road);
    const before = positions(street, 20);
    const after = positions(street, 20.001);
    expect(after).not.toEqual(before);
    if (after.length !== before.length) return;
    const far = before.reduce((most, value, i) => Math.max(most, Math.abs(value - (after[i] ?? 0))), 0);
    expect(far).toBeLessThan(0.1);
  });

  it('brings people, cyclists and cars over a drive, on a motorway cars alone, and always has room', () => {
    const seen = new Set<number>();
    for (let seed = 0; seed < 12; seed++) {
      const street = drive(seed, road);
      for (let t = 0; t < 60; t += 5) {
        positions(street, t);
        const { detail, shadows, decals } = street.site.writers;
        for (const w of [detail, shadows, decals]) expect(w.dropped, `seed ${seed} at ${t} s`).toBe(0);
        for (let i = 0; i < detail.vertices; i++) seen.add(detail.meta[i * 4 + 1] ?? 0);
      }
    }
    expect(seen).toEqual(new Set(road === 'town' ? [CLASS.pedestrian, CLASS.bicyclist, CLASS.car] : [CLASS.car]));
  });
});
