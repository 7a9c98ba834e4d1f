import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SUPERVISION } from '../../../src/apps/kiosk/supervisor/supervision.ts';
import { TICK, World } from './world.ts';

const MINUTE = 60_000;

function running(options = {}): World {
  const world = new World(options);
  world.run(10_000);
  expect(world.supervisor.state).toBe('live');
  return world;
}

describe('the supervisor', () => {
  it('starts by itself', () => {
    const world = new World();
    expect(world.supervisor.state).toBe('starting');
    world.run(3000);
    expect(world.supervisor.state).toBe('live');
    expect(world.remedies).toHaveLength(1);
  });

  it('writes of a start that goes well as of a first frame: nothing was mended', () => {
    const world = running();
    expect(world.log.map(({ kind }) => kind)).toEqual(['first-frame', 'state']);
  });

  it('writes of a start that fails as of a fault and its recovery', () => {
    const world = new World();
    world.cameraThere = false;
    world.run(2000);
    world.plug();
    world.run(3000);
    const kinds = world.log.map(({ kind }) => kind);
    expect(kinds).not.toContain('first-frame');
    expect(kinds).toContain('recovered');
    expect(world.log.find(({ kind }) => kind === 'fault')).toMatchObject({ fault: 'camera', detail: 'missing' });
  });

  it('calls it no sleep when a page was hidden, whose timers rest', () => {
    const world = running();
    world.see(false);
    for (let minute = 0; minute < 5; minute += 1) {
      world.pass(MINUTE - TICK);
      world.run(TICK);
    }
    world.pass(MINUTE / 2);
    world.see(true);
    world.run(5000);
    expect(world.log.filter(({ kind }) => kind === 'fault')).toEqual([]);
  });

  it('gives a camera time that is asked for other frames when a visitor comes or goes', () => {
    const world = running();
    world.tell({ kind: 'presence', present: false });
    for (let tick = 0; tick < 12; tick += 1) {
      world.pass(TICK);
      world.tell({ kind: 'tick', unanswered: 0, expecting: true });
    }
    expect(world.log.filter(({ kind }) => kind === 'fault')).toEqual([]);
  });

  it.each([
    ['dead', 'new-worker'],
    ['broken', 'new-session'],
    ['deviceless', 'new-device'],
  ] as const)('treats a worker that is %s with a %s, at once', (how, remedy) => {
    const world = running();
    const before = world.remedies.length;
    world.breakWorker(how);
    expect(world.remedies.slice(before)).toEqual([{ remedy, at: world.at }]);
    expect(world.supervisor.state).toBe('recovering');
    world.run(2000);
    expect(world.supervisor.state).toBe('live');
    expect(world.remedies).toHaveLength(before + 1);
    expect(world.log.at(-2)).toMatchObject({ kind: 'recovered' });
  });

  it('notices within a second and a half that a worker hangs, and replaces it', () => {
    const world = running();
    world.breakWorker('hung');
    const began = world.at;
    world.run(1500);
    expect(world.remedies.at(-1)).toMatchObject({ remedy: 'new-worker' });
    world.run(1500);
    expect(world.lastFrame).toBeGreaterThan(began + 2000);
    expect(world.supervisor.state).toBe('live');
  });

  it('goes on to stronger remedies while the mild ones do not help, ever more slowly, and never ends', () => {
    const world = running();
    world.opens = false;
    world.breakWorker('broken');
    const before = world.remedies.length;
    world.breakWorker('dead');
    world.run(20 * MINUTE);
    const tried = world.remedies.slice(before - 1);
    expect(new Set(tried.map((each) => each.remedy))).toEqual(
      new Set(['new-session', 'new-worker', 'other-backend', 'reload', 'restart-source']),
    );
    const gaps = tried.slice(-8).map((each, index, all) => each.at - (all[index - 1]?.at ?? each.at));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(33_000);
    world.opens = true;
    world.run(MINUTE);
    expect(world.supervisor.state).toBe('live');
  });

  it('calls itself failed when everything was tried, and tries on', () => {
    const world = running({ reloadEvery: Infinity, sinceReload: 0 });
    world.opens = false;
    world.breakWorker('dead');
    world.run(5 * MINUTE);
    expect(world.supervisor.state).toBe('failed');
    const before = world.remedies.length;
    world.run(2 * MINUTE);
    expect(world.remedies.length).toBeGreaterThan(before + 2);
  });

  it('asks for a lost camera until it is back, with the street in its place meanwhile', () => {
    const world = running();
    world.unplug();
    world.run(15_000);
    expect(world.supervisor.state).toBe('degraded');
    expect(world.countOf('other-source')).toBe(1);
    world.run(10 * MINUTE);
    expect(world.countOf('reload')).toBe(0);
    const lines = world.log.length;
    world.run(60 * MINUTE);
    expect(world.log.length - lines).toBeLessThan(20);
    const back = world.at;
    world.plug();
    world.run(1000);
    expect(world.supervisor.state).toBe('live');
    expect(world.lastFrame).toBeGreaterThan(back);
    expect(world.remedies.at(-1)).toMatchObject({ remedy: 'restart-source' });
  });

  it('finds a camera again within two seconds where nobody tells that it is back', () => {
    const world = running();
    world.unplug();
    world.run(5 * MINUTE);
    world.cameraThere = true;
    world.run(2000);
    expect(world.supervisor.state).toBe('live');
  });

  it('leaves a hidden page alone and goes on when it is seen again', () => {
    const world = running();
    const before = world.remedies.length;
    world.see(false);
    world.run(10 * MINUTE);
    world.see(true);
    world.run(5000);
    expect(world.remedies).toHaveLength(before);
    expect(world.supervisor.state).toBe('live');
  });

  it('tells of a sleep and of a clock that was set, and does nothing about a machine that works on', () => {
    const world = running();
    const before = world.remedies.length;
    world.pass(8 * 60 * MINUTE);
    world.run(5000);
    world.time -= 60 * MINUTE;
    world.run(5000);
    expect(world.log.filter((entry) => entry.kind === 'fault')).toMatchObject([{ fault: 'slept' }, { fault: 'clock' }]);
    expect(world.remedies.slice(before).filter(({ remedy }) => remedy !== 'hot-swap')).toEqual([]);
    expect(world.supervisor.state).toBe('live');
  });

  it('changes the worker as planned while frames flow', () => {
    const swapEvery = 20 * MINUTE;
    const world = running({ swapEvery });
    world.run(swapEvery + MINUTE);
    expect(world.countOf('hot-swap')).toBe(1);
    expect(world.log.filter((entry) => entry.kind === 'state').map((entry) => entry.state)).toEqual(['live']);
    world.run(swapEvery);
    expect(world.countOf('hot-swap')).toBe(2);
  });

  it('puts a planned change off when it does not come about', () => {
    const world = running({ swapEvery: 10 * MINUTE });
    world.opens = false;
    world.run(40 * MINUTE);
    expect(world.countOf('hot-swap')).toBeGreaterThan(3);
    expect(world.countOf('hot-swap')).toBeLessThan(8);
    expect(world.supervisor.state).toBe('live');
  });

  it('changes the worker when frames become slow, and takes what then is for usual', () => {
    const world = running();
    world.run(2 * MINUTE);
    world.frameTime = 200;
    world.run(30_000);
    expect(world.log).toContainEqual(expect.objectContaining({ kind: 'fault', fault: 'slow' }));
    expect(world.countOf('hot-swap')).toBe(1);
    world.run(10 * MINUTE);
    expect(world.countOf('hot-swap')).toBe(1);
    expect(world.supervisor.state).toBe('live');
  });

  it('changes the worker when memory grows, and reloads the page when that did not help', () => {
    const world = running();
    const measure = (megabytes: number): void => {
      world.tell({ kind: 'memory', bytes: megabytes * 2 ** 20 });
      world.run(MINUTE);
    };
    for (let i = 0; i < 10; i += 1) measure(100 + (i % 3));
    expect(world.countOf('hot-swap')).toBe(0);
    measure(500);
    measure(500);
    expect(world.countOf('hot-swap')).toBe(1);
    expect(world.supervisor.state).toBe('degraded');
    for (let i = 0; i < 5; i += 1) measure(500);
    expect(world.countOf('reload')).toBe(1);
  });

  it('sees a slow leak by its slope', () => {
    const world = running();
    for (let minute = 0, age = 0; minute < 40; minute += 1, age += 1) {
      const before = world.countOf('hot-swap');
      world.tell({ kind: 'memory', bytes: (100 + age * 2 + (age % 2) * 5) * 2 ** 20 });
      world.run(MINUTE);
      if (world.countOf('hot-swap') > before) age = -1;
    }
    expect(world.log).toContainEqual(expect.objectContaining({ fault: 'memory' }));
    expect(world.countOf('hot-swap')).toBe(1);
    expect(world.supervisor.state).toBe('live');
  });
});

type Disturbance = (world: World) => void;

/** So that a counterexample can be read. */
function named(name: string, disturb: Disturbance): Disturbance {
  return Object.assign(disturb, { [fc.toStringMethod]: () => name });
}

const disturbance: fc.Arbitrary<Disturbance> = fc.oneof(
  fc.constant(named('unplug', (world) => world.unplug())),
  fc.constant(named('plug', (world) => world.plug())),
  fc.boolean().map((visible) => named(`visible ${visible}`, (world) => world.see(visible))),
  fc
    .constantFrom(...(['dead', 'hung', 'broken', 'deviceless'] as const))
    .map((how) => named(how, (world) => world.breakWorker(how))),
  fc.boolean().map((opens) =>
    named(`opens ${opens}`, (world) => {
      world.opens = opens;
    }),
  ),
  fc.boolean().map((present) => named('presence', (world) => world.tell({ kind: 'presence', present }))),
  fc.integer({ min: 1, max: 2400 }).map((ticks) => named(`sleep ${ticks}`, (world) => world.pass(ticks * TICK))),
  fc.integer({ min: -86_400_000, max: 86_400_000 }).map((ms) =>
    named(`clock ${ms}`, (world) => {
      world.time += ms;
    }),
  ),
  fc.constantFrom(10, 400).map((ms) =>
    named(`frames take ${ms}`, (world) => {
      world.frameTime = ms;
    }),
  ),
  fc
    .integer({ min: 50, max: 600 })
    .map((mb) => named(`memory ${mb}`, (world) => world.tell({ kind: 'memory', bytes: mb * 2 ** 20 }))),
  fc
    .record({
      part: fc.constantFrom(...(['source', 'labelling', 'care'] as const)),
      fault: fc.constantFrom(...(['no-frames', 'worker', 'gpu', 'camera', 'start', 'slow', 'memory'] as const)),
    })
    .map(({ part, fault }) =>
      named(`fault ${part} ${fault}`, (world) => world.tell({ kind: 'fault', part, fault, detail: '' })),
    ),
  // of another time
  fc.nat(40).map((turn) => named(`done ${turn}`, (world) => world.tell({ kind: 'done', turn }))),
  fc.nat(40).map((turn) => named(`failed ${turn}`, (world) => world.tell({ kind: 'failed', turn, detail: '' }))),
);
const story = fc.array(
  fc.tuple(
    disturbance,
    fc.integer({ min: 0, max: 40 }).map((n) => n * 250),
  ),
  { maxLength: 25 },
);

describe('after whatever happened, in whatever order', () => {
  it('labels again within a minute once it could, and reloads at most once an interval', () => {
    fc.assert(
      fc.property(story, (steps) => {
        const world = new World();
        for (const [disturb, pause] of steps) {
          disturb(world);
          world.run(pause);
        }
        world.see(true);
        world.opens = true;
        world.frameTime = 20;
        world.plug();
        world.run(90_000);
        expect(world.at - world.lastFrame).toBeLessThanOrEqual(250);
        expect(['live', 'attract', 'degraded']).toContain(world.supervisor.state);
        const reloads = world.remedies.filter((each) => each.remedy === 'reload').map((each) => each.at);
        const gaps = reloads.slice(1).map((at, index) => at - (reloads[index] ?? 0));
        for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(DEFAULT_SUPERVISION.reloadEvery);
      }),
      { numRuns: 150 },
    );
  });
});
