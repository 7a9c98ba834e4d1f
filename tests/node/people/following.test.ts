import { describe, expect, it } from 'vitest';
import type { Body } from '../../../workers/tasks/people/body.ts';
import type { PeopleNetworks } from '../../../workers/tasks/people/networks.ts';
import { createPeopleInference } from '../../../workers/tasks/people/people-inference.ts';
import { createPeopleThings } from '../../../workers/tasks/people/people-things.ts';
import { createCosts, nextTurn } from '../../../workers/tasks/people/turns.ts';
import type { Look } from '../../../workers/tasks/task.ts';

const SIDE = 64;
const frame = { width: 640, height: 360 };
const pixels = { ...frame, words: new Uint32Array() };
const luma = new Float32Array(256 * 256).fill(100);
const input = { width: 256, height: 256 };

/** Upright, its hips at x, y. */
const standing = (x: number, y = 200, size = 80): Body => ({
  face: { x, y: y - size * 0.8 },
  shoulders: { x, y: y - size * 0.6 },
  hips: { x, y },
  rim: { x, y: y - size },
});

interface Figure {
  body: Body;
  score?: number;
  presence?: number;
  /** Seen in no tile that is larger. */
  within?: number;
}

/**
 * Figures who are seen exactly, in place of two networks: a world whose truth is known. A mask is a column around the hips, and
 * whoever is hidden from the network is none of it.
 */
function world(figures: Figure[]) {
  const runs = { find: 0, mask: 0 };
  const time = { now: 0 };
  const networks: PeopleNetworks = {
    side: SIDE,
    async find(_, { x, y, side }) {
      runs.find += 1;
      time.now += 40;
      const inside = figures.filter(
        ({ body: { face }, within = Infinity }) =>
          Math.abs(face.x - x) < side / 2 && Math.abs(face.y - y) < side / 2 && side <= within,
      );
      return inside.map(({ body, score = 0.9 }) => ({ body, score, within: side }));
    },
    async mask(_, region, own) {
      runs.mask += 1;
      time.now += 25;
      const seen = figures.find(
        ({ body }) => Math.abs(body.hips.x - own.hips.x) < 30 && Math.abs(body.hips.y - own.hips.y) < 30,
      );
      const half = Math.round((20 / region.side) * SIDE);
      const middle = seen ? Math.round(((seen.body.hips.x - region.x) / region.side + 0.5) * SIDE) : 0;
      const mask = Float32Array.from({ length: SIDE * SIDE }, (_, i) =>
        Number(Math.abs((i % SIDE) - middle) <= half && seen !== undefined),
      );
      return { region, mask, presence: seen ? (seen.presence ?? 1) : 0, body: seen?.body ?? own };
    },
  };
  const inference = createPeopleInference(networks, input, () => time.now);
  const at = async (pace: Look['pace']) => {
    const { scores, extra } = await inference.infer({ pixels, luma, pace });
    return { count: extra.scores.length, scores, extra };
  };
  return { inference, at, runs, time };
}

describe('a frame by itself', () => {
  it.each([0, 1, 3, 30])('has %i people, each once', async (count) => {
    const { at } = world(
      Array.from({ length: count }, (_, i) => ({ body: standing(20 + i * 21, 180 + (i % 2) * 100, 30) })),
    );
    expect((await at('single')).count).toBe(count);
  });

  it('has nobody where a poster’s face is found whom the mask network sees nothing of', async () => {
    const { at } = world([{ body: standing(200), presence: 0.05 }]);
    const { count, scores } = await at('single');
    expect(count).toBe(0);
    expect(scores.data.every((value) => value === 0)).toBe(true);
  });

  it('has nobody where the finder is half sure, and the mask network too', async () => {
    expect((await world([{ body: standing(200), score: 0.55, presence: 0.5 }]).at('single')).count).toBe(0);
    expect((await world([{ body: standing(200), score: 0.55, presence: 0.9 }]).at('single')).count).toBe(1);
  });

  it('has a person who is cut by the edge', async () => {
    const { count, scores } = await world([{ body: standing(630) }]).at('single');
    expect(count).toBe(1);
    expect(scores.data.some((value) => value > 0.5)).toBe(true);
  });

  it('has one person only where a hand before a chest looks like another', async () => {
    const body = standing(320, 300, 160);
    const hand = standing(325, 240, 60);
    expect((await world([{ body }, { body: hand, score: 0.6 }]).at('single')).count).toBe(1);
  });
});

describe('whom the finder is not sure of', () => {
  const body = standing(320, 260, 160);

  it('is somebody, larger, before a person whose mask holds both', async () => {
    const before = { body: standing(330, 380, 230), score: 0.6, within: 216 };
    expect((await world([{ body }, before]).at('single')).count).toBe(2);
  });

  it('is nobody who stands on their head', async () => {
    const { hips, rim, ...head } = standing(500);
    const other = { ...head, hips, rim: { x: rim.x, y: 2 * hips.y - rim.y } };
    expect((await world([{ body }, { body: other, score: 0.6 }]).at('single')).count).toBe(1);
    expect((await world([{ body }, { body: other, score: 0.9 }]).at('single')).count).toBe(2);
  });
});

describe('a video', () => {
  it('follows people by their landmarks, and looks for newcomers in a few places of each frame', async () => {
    const figures: Figure[] = [{ body: standing(100) }];
    const { at, runs } = world(figures);
    expect((await at('video')).count).toBe(1);
    runs.find = runs.mask = 0;
    figures[0]!.body = standing(110);
    expect((await at('video')).count).toBe(1);
    expect(runs).toEqual({ find: 4, mask: 1 });
    figures.push({ body: standing(400) });
    for (let i = 0; i < 5; i += 1) await at('video');
    expect((await at('video')).count).toBe(2);
  });

  it('lets go of who has left, after three masks without them', async () => {
    const figures: Figure[] = [{ body: standing(100) }, { body: standing(300) }];
    const { at } = world(figures);
    await at('video');
    figures.pop();
    const counts = [];
    for (let i = 0; i < 4; i += 1) counts.push((await at('video')).count);
    expect(counts).toEqual([2, 2, 1, 1]);
  });

  it('begins anew with another scene', async () => {
    const figures: Figure[] = [{ body: standing(100) }];
    const { inference, at } = world(figures);
    await at('video');
    figures[0]!.body = standing(500);
    const { extra } = await inference.infer({
      pixels,
      luma: luma.map((_, i) => (i < 256 * 128 ? 20 : 220)),
      pace: 'video',
    });
    expect(extra.scores).toHaveLength(1);
    const middle = extra.people.owners.indexOf(1) % extra.people.width;
    expect(Math.abs((middle / extra.people.width) * frame.width - 480)).toBeLessThan(20);
  });
});

describe('a film that is shown', () => {
  const three = () => [100, 250, 400].map((x) => ({ body: standing(x) }));

  it('has everybody in its first frame, behind which none may come, and goes on as a stream', async () => {
    const { inference, at, runs, time } = world(three());
    expect((await at('shown')).count).toBe(3);
    const before = { ...runs };
    expect((await at('shown')).count).toBe(3);
    expect(runs.find + runs.mask - before.find - before.mask).toBe(1);
    // somebody moves the slider, some time later
    time.now += 1000;
    inference.reset();
    expect((await at('shown')).count).toBe(3);
  });

  it('does not begin again and again where that takes so long that each next frame seems another place', async () => {
    const { inference, at, runs, time } = world(three());
    await at('shown');
    time.now += 50;
    inference.reset();
    const before = { ...runs };
    await at('shown');
    expect(runs.find + runs.mask - before.find - before.mask).toBe(1);
    time.now += 1000;
    inference.reset();
    expect((await at('shown')).count).toBe(3);
  });
});

describe('a stream', () => {
  it('gives everybody a mask that is at most a quarter of a second old, one network run a frame', async () => {
    const figures = [100, 250, 400].map((x) => ({ body: standing(x) }));
    const { at, runs, time } = world(figures);
    for (let i = 0; i < 60; i += 1) await at('live');
    const made: number[] = [];
    let [masks, searches] = [0, 0];
    for (let i = 0; i < 60; i += 1) {
      const before = { ...runs };
      // drawing takes as long besides
      time.now += 20;
      expect((await at('live')).count).toBe(3);
      const done = runs.find + runs.mask - before.find - before.mask;
      expect(done).toBe(1);
      if (runs.mask > before.mask) made.push(time.now);
      masks += runs.mask - before.mask;
      searches += runs.find - before.find;
    }
    // of three people each has every third mask
    const ages = made.slice(3).map((now, i) => now - made[i]!);
    expect(Math.max(...ages)).toBeLessThanOrEqual(250);
    expect(masks).toBeGreaterThanOrEqual(45);
    expect(searches).toBeGreaterThan(3);
  });

  it('looks for people in one place after the other where nobody is in view', async () => {
    const { at, runs } = world([]);
    for (let i = 0; i < 10; i += 1) expect((await at('live')).count).toBe(0);
    expect(runs).toEqual({ find: 10, mask: 0 });
  });

  it('moves a mask along with what it shows', async () => {
    const figures = [{ body: standing(200) }, { body: standing(450) }];
    const { inference, at, time } = world(figures);
    for (let i = 0; i < 30; i += 1) await at('live');
    const bar = (shift: number) =>
      Float32Array.from(luma, (_, i) => (Math.abs((i % 256) - 80 - shift) < 8 ? 220 : 100));
    const left = async (shift: number) => {
      const { extra } = await inference.infer({ pixels, luma: bar(shift), pace: 'live' });
      const { width, probabilities } = extra.people;
      return (probabilities.findIndex((value) => value > 0.5) % width) / width;
    };
    time.now += 10;
    await left(0);
    await left(0);
    const before = await left(0);
    figures[0]!.body = standing(210);
    const after = [await left(4), await left(4)];
    expect(Math.max(...after) - before).toBeCloseTo(10 / 640, 1);
  });
});

describe('whose turn it is', () => {
  const turn = (ages: number[], searched: number, candidates: number, complete = true): string =>
    nextTurn({ ages, searched, candidates, complete });

  it('is an old mask’s, then a newcomer’s, then the finder’s, else the oldest mask’s', () => {
    expect(turn([], 0, 0)).toBe('search');
    expect(turn([], 0, 1)).toBe('verify');
    expect(turn([200, 20], 9000, 2)).toBe('mask');
    expect(turn([100, 20], 9000, 2)).toBe('verify');
    expect(turn([100, 20], 9000, 0)).toBe('search');
    expect(turn([100, 20], 100, 0)).toBe('mask');
  });

  it('is the finder’s more often until all of the frame was searched', () => {
    expect(turn([100], 100, 0, false)).toBe('search');
    expect(turn([100], 50, 0, false)).toBe('mask');
  });

  it('is one in each frame, and further ones only where they fit', () => {
    const costs = createCosts();
    expect(costs.fits('mask', 0, 24)).toBe(true);
    expect(costs.fits('mask', 1, 24)).toBe(false);
    costs.took('mask', 10);
    expect(costs.fits('mask', 10, 24)).toBe(true);
    expect(costs.fits('mask', 15, 24)).toBe(false);
  });
});

describe('the people of a label map', () => {
  it('have ids without a gap, boxes and areas of the frame, and nothing below 0.05 % of it', async () => {
    const { at } = world([{ body: standing(100) }, { body: standing(400) }]);
    const { extra } = await at('single');
    const size = { width: 320, height: 180 };
    const labels = Uint8Array.from({ length: 320 * 180 }, (_, i) =>
      Number(i % 320 < 100 || (i % 320 === 200 && i < 320 * 10)),
    );
    const labelled = { labels, size, frame } as unknown as Parameters<ReturnType<typeof createPeopleThings>['of']>[0];
    const { instances, map } = createPeopleThings().of(labelled, extra);
    expect(instances).toHaveLength(1);
    const [one] = instances;
    expect(one).toMatchObject({ id: 1, classId: 1, track: 0, score: 1 });
    expect(one!.area).toBe(4 * map.filter((id) => id === 1).length);
    expect(one!.box.x % 2).toBe(0);
    expect(new Set(map)).toEqual(new Set([0, 1]));
  });
});
