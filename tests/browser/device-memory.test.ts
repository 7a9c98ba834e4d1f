import { afterEach, expect, it, vi } from 'vitest';
import { openOptions } from '../../src/video/analysis-client.ts';
import { createLabellingPool } from '../../workers/video/labelling-pool.ts';
import { LiveClient } from '../../src/live/player/live-client.ts';
import { createSegmenter } from '../../src/perpixel.ts';
import { brightOrDark, square } from './models/bright-square.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  Reflect.deleteProperty(navigator, 'deviceMemory');
  localStorage.clear();
});

/** @param gigabytes that the browser tells; null: it tells none */
function machineOf(gigabytes: number | null, touched = false): void {
  Object.defineProperty(navigator, 'deviceMemory', { configurable: true, value: gigabytes ?? undefined });
  const own = matchMedia;
  const phone = '(hover: none) and (pointer: coarse)';
  vi.stubGlobal('matchMedia', (query: string) => (query === phone ? { matches: touched } : own(query)));
}

/** Names of the workers that were started since. */
function workers(): string[] {
  const names: string[] = [];
  const own = Worker;
  vi.stubGlobal(
    'Worker',
    new Proxy(own, {
      construct(target, [url, options]: [string, WorkerOptions?]) {
        names.push(options?.name ?? '');
        return new target(url, options);
      },
    }),
  );
  return names;
}

it.each([
  { gigabytes: 1, touched: false, sessions: 1 },
  { gigabytes: 2, touched: false, sessions: 2 },
  { gigabytes: 8, touched: true, sessions: 4 },
  // iPhones, and phones with Firefox
  { gigabytes: null, touched: true, sessions: 2 },
  { gigabytes: null, touched: false, sessions: 4 },
])('a machine of $gigabytes GB, touched: $touched, analyses on $sessions at once at most', async (machine) => {
  machineOf(machine.gigabytes, machine.touched);
  expect((await openOptions({ model: 'tiny', backend: 'wasm' })).sessions).toBe(machine.sessions);
});

it('where there is memory for one model only, one is at work: no pool, no standby worker, no tuner', async () => {
  machineOf(1);
  const model = await brightOrDark();
  const options = await openOptions({ model, backend: 'wasm' });
  const pool = await createLabellingPool(options, () => undefined);
  expect(pool.info.threads).toBe(1);
  pool.close();
  const started = workers();
  const live = new LiveClient(() => undefined);
  live.standBy({ key: 'a', options: { model, backend: 'wasm' } });
  expect(started).toEqual([]);
  machineOf(4);
  live.standBy({ key: 'a', options: { model, backend: 'wasm' } });
  expect(started).toEqual(['perpixel pipeline']);
  live.close();
  machineOf(1);
  const segmenter = await createSegmenter({ model });
  await segmenter.segment(square(0));
  await vi.waitFor(() => expect(segmenter.reason).toMatch(/no memory to time other ways/));
  segmenter.close();
  expect(started).not.toContain('perpixel tuner');
});
