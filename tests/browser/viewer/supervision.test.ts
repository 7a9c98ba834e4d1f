import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PerPixelElement, PlayerFault, PlayerSupervisor, SupervisedPlayer } from '../../../src/perpixel.ts';
import { quarters } from './fixture.ts';

const { href } = location;
const good: string[] = [];

interface Supervised {
  readonly viewer: PerPixelElement & { injectFault?(fault: 'worker-crash'): Promise<void> };
  readonly player: SupervisedPlayer;
  readonly faults: PlayerFault[];
  readonly states: string[];
  readonly times: number[];
  readonly errors: Event[];
}

/** A viewer whose faults nobody but the test does anything about. */
function supervised(supervisor: Partial<PlayerSupervisor> = {}): Supervised {
  const viewer = document.createElement('per-pixel');
  viewer.model = 'tiny';
  viewer.backend = 'wasm';
  const [faults, states, times, errors]: [PlayerFault[], string[], number[], Event[]] = [[], [], [], []];
  viewer.addEventListener('perpixel-error', (event) => errors.push(event));
  const player = viewer.supervise({
    onFault: (fault) => faults.push(fault),
    onFrame: (milliseconds) => times.push(milliseconds),
    onState: (state) => states.push(state),
    ...supervisor,
  });
  document.body.append(viewer);
  return { viewer, player, faults, states, times, errors };
}

const labelled = ({ times }: Supervised, atLeast = 1): Promise<unknown> =>
  expect.poll(() => times.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(atLeast);

const message = ({ viewer }: Supervised): Element | null => viewer.shadowRoot?.querySelector('pp-status') ?? null;

beforeAll(async () => {
  // faults can be made on a page that asks for them alone
  const address = new URL(href);
  address.searchParams.set('faults', '');
  history.replaceState(history.state, '', address);
  good.push(URL.createObjectURL(await quarters()), URL.createObjectURL(await quarters(32, 32)));
});
afterEach(() => document.body.replaceChildren());
afterAll(() => {
  history.replaceState(history.state, '', href);
  for (const address of good) URL.revokeObjectURL(address);
});

describe('a supervisor of one’s own', () => {
  it('hears of each frame and state, and of a worker that dies, and starts another one', async () => {
    const it = supervised();
    it.viewer.source = good[0] ?? '';
    await labelled(it);
    expect(it.times[0]).toBeGreaterThan(0);
    expect([it.player.state, it.states.at(-1)]).toEqual(['running', 'running']);
    await it.player.ping();

    await it.viewer.injectFault?.('worker-crash');
    await expect.poll(() => it.faults.length).toBe(1);
    expect(it.faults).toMatchObject([{ part: 'labelling', error: { code: 'worker-crashed' }, starting: false }]);
    expect([it.player.state, it.states.at(-1)]).toEqual(['recovering', 'recovering']);
    // nobody else does anything about it
    await expect(it.player.ping()).rejects.toMatchObject({ code: 'worker-crashed' });
    expect([message(it), it.errors]).toEqual([null, []]);

    const before = it.times.length;
    await it.player.newWorker('replace');
    await labelled(it, before + 1);
    expect([it.player.state, it.states.at(-1)]).toEqual(['running', 'running']);
  });

  it('hears of a source that cannot be opened, and opens another one', async () => {
    const it = supervised();
    it.viewer.source = '/nowhere.png';
    await expect.poll(() => it.faults.length, { timeout: 10_000 }).toBe(1);
    expect(it.faults).toMatchObject([{ part: 'source', error: { code: 'source-unavailable' }, starting: false }]);
    expect([message(it), it.errors]).toEqual([null, []]);
    await it.player.restartSource(good[0] ?? '');
    await labelled(it);
  });

  it('opens the sources itself where it listens for them', async () => {
    const wanted: string[] = [];
    const it = supervised({ onSource: (source) => wanted.push(source) });
    it.viewer.source = good[0] ?? '';
    await it.viewer.updateComplete;
    it.viewer.source = good[1] ?? '';
    await it.viewer.updateComplete;
    expect([wanted, it.player.state]).toEqual([good, 'idle']);
    await it.player.restartSource(good[1] ?? '');
    await labelled(it);
  });

  it('leaves what is wrong to the element when it releases the player', async () => {
    const it = supervised();
    it.viewer.source = good[0] ?? '';
    await labelled(it);
    await it.viewer.injectFault?.('worker-crash');
    await expect.poll(() => it.faults.length).toBe(1);
    const again = new Promise((resolve) => it.viewer.addEventListener('perpixel-frame', resolve, { once: true }));
    it.player.release();
    await again;
    await it.viewer.updateComplete;
    expect(message(it)).not.toBe(null);
    // twice is harmless, and it hears nothing more
    it.player.release();
    await it.viewer.injectFault?.('worker-crash');
    await expect.poll(() => it.viewer.stats().total.p50).toBeGreaterThan(0);
    expect(it.faults.length).toBe(1);
  });

  it('lets go of the source that is taken away, and opens it again when the element moves', async () => {
    const it = supervised();
    it.viewer.source = good[0] ?? '';
    await labelled(it);
    const elsewhere = document.createElement('div');
    document.body.append(elsewhere);
    const before = it.times.length;
    elsewhere.append(it.viewer);
    await labelled(it, before + 1);
    it.viewer.source = '';
    await expect.poll(() => it.player.state).toBe('idle');
    expect(it.viewer.shadowRoot?.querySelector('canvas') ?? null).toBe(null);
  });
});
