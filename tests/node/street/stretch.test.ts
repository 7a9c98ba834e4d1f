import { describe, expect, it } from 'vitest';
import type { StreetRoad } from '../../../src/protocol/street.ts';
import { CLASS } from '../../../workers/street/classes.ts';
import type { MeshWriter } from '../../../workers/street/mesh-writer.ts';
import { planStreet } from '../../../workers/street/plan.ts';
import { Route } from '../../../workers/street/route.ts';
import { Site } from '../../../workers/street/site.ts';
import { buildStretch, createWriters } from '../../../workers/street/stretch.ts';

function site(seed: number, road: StreetRoad = 'town'): Site {
  return new Site(planStreet(seed, road), new Route(seed, road), createWriters());
}

const writers = (of: Site): [string, MeshWriter][] => Object.entries(of.writers) as [string, MeshWriter][];

/** What a stretch consists of, in one string to compare. */
function print(of: Site): string {
  return writers(of)
    .map(([name, w]) => {
      let sum = 0;
      for (let i = 0; i < w.vertices * 3; i++) sum = (sum * 31 + Math.round((w.position[i] ?? 0) * 1000)) | 0;
      for (let i = 0; i < w.vertices * 4; i++) sum = (sum * 31 + (w.colour[i] ?? 0) + (w.meta[i] ?? 0) * 7) | 0;
      return `${name} ${w.vertices} ${w.indices} ${sum}`;
    })
    .join('; ');
}

describe.each(['town', 'motorway'] as const)('a stretch of road, %s', (road) => {
  it('is the same whenever it is built, whatever was built before', () => {
    const one = site(5, road),
      other = site(5, road);
    buildStretch(one, 7);
    const first = print(one);
    for (const stretch of [8, 3, -2, 7]) buildStretch(one, stretch);
    buildStretch(other, 7);
    expect(print(one)).toBe(first);
    expect(print(other)).toBe(first);
  });

  it('differs from its neighbours and from other seeds', () => {
    const prints = new Set<string>();
    for (const seed of [1, 2, 3]) {
      const of = site(seed, road);
      for (const stretch of [0, 1, 2, 3]) {
        buildStretch(of, stretch);
        prints.add(print(of));
      }
    }
    expect(prints.size).toBe(12);
  });

  it('goes on for ever: far along the road, and before its start', () => {
    const of = site(9, road);
    for (const stretch of [-40, 100_000, 25_000_000]) {
      buildStretch(of, stretch);
      for (const [name, w] of writers(of)) {
        expect(w.vertices, name).toBeGreaterThan(0);
        for (let i = 0; i < w.vertices * 3; i++)
          if (!(Math.abs(w.position[i] ?? NaN) < 400)) expect.fail(`${name} holds ${w.position[i] ?? 'nothing'}`);
      }
    }
  });

  it('has room for everything it is made of', () => {
    for (let seed = 0; seed < 40; seed++) {
      const of = site(seed, road);
      for (let stretch = 0; stretch < 8; stretch++) {
        buildStretch(of, stretch);
        for (const [name, w] of writers(of)) expect(w.dropped, `${name} of stretch ${stretch}, seed ${seed}`).toBe(0);
      }
    }
  });

  it('writes indices that point at its vertices, and class ids from 1 to 10', () => {
    const of = site(21, road);
    for (let stretch = 0; stretch < 6; stretch++) {
      buildStretch(of, stretch);
      for (const [name, w] of writers(of)) {
        expect(w.indices % 3).toBe(0);
        expect(w.index.subarray(0, w.indices).every((i) => i < w.vertices)).toBe(true);
        if (name === 'decals' || name === 'shadows') continue;
        for (let i = 0; i < w.vertices; i++) {
          const id = w.meta[i * 4 + 1] ?? 0;
          if (id < 1 || id > 10) expect.fail(`${name} holds class ${id}`);
        }
      }
    }
  });
});

describe('a stretch of street', () => {
  it('lies level across, and is lit as such', () => {
    const of = site(13);
    for (let stretch = 0; stretch < 8; stretch++) {
      buildStretch(of, stretch);
      const { normal, vertices } = of.writers.ground;
      for (let i = 0; i < vertices; i++)
        if ((normal[i * 4 + 1] ?? 0) > 0) expect([...normal.subarray(i * 4, i * 4 + 3)]).toEqual([0, 127, 0]);
    }
  });

  it('has an id for each car that stands in it, and none for anything else', () => {
    const seen = new Map<number, number>();
    for (let stretch = -2; stretch < 40; stretch++) {
      const of = site(8);
      buildStretch(of, stretch);
      const { detail, ...rest } = of.writers;
      for (const w of Object.values(rest)) expect(w.instance.some((id) => id > 0)).toBe(false);
      const ends = new Map<number, { low: number[]; high: number[] }>();
      for (let i = 0; i < detail.vertices; i++) {
        const id = detail.instance[i] ?? 0;
        if (id > 0 !== (detail.meta[i * 4 + 1] === CLASS.car))
          expect.fail(`vertex ${i} of stretch ${stretch} has id ${id}`);
        if (id === 0) continue;
        const point = [...detail.position.subarray(i * 3, i * 3 + 3)];
        const { low, high } = ends.get(id) ?? { low: point, high: point };
        ends.set(id, {
          low: low.map((value, axis) => Math.min(value, point[axis] ?? 0)),
          high: high.map((value, axis) => Math.max(value, point[axis] ?? 0)),
        });
      }
      for (const [id, { low, high }] of ends) {
        expect(seen.get(id), `thing ${id} of stretch ${stretch}`).toBeUndefined();
        seen.set(id, stretch);
        expect(Math.max(...high.map((value, axis) => value - (low[axis] ?? 0)))).toBeLessThan(6);
      }
    }
    expect(seen.size).toBeGreaterThan(20);
  });
});
