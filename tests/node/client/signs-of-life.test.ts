import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Reply } from '../../../src/core/errors/errors.ts';
import { WorkerLink } from '../../../src/link/worker-link.ts';
import { createSignsOfLife } from '../../../workers/live/signs-of-life.ts';

interface Api {
  label(): Reply<null>;
}

/** A worker that takes calls and never replies. */
const silent = () => ({
  lock: '',
  postMessage: () => undefined,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
  terminate: vi.fn<() => void>(),
});

describe('a worker that takes long', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  it('counts as one that hangs when it gives no sign of getting on any more, and not before', async () => {
    const worker = silent();
    const link = new WorkerLink<Api, Error>(worker, {
      kind: 'test',
      stallAfter: 1000,
      crashed: (why) => new Error(why),
    });
    const labelling = link.call((api) => api.label()).catch((error: unknown) => error);
    for (let second = 0; second < 100; second += 1) {
      vi.advanceTimersByTime(900);
      link.alive();
    }
    expect(worker.terminate).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1000);
    expect(worker.terminate).toHaveBeenCalled();
    expect(await labelling).toEqual(new Error('no reply for 1 s'));
    expect(vi.getTimerCount()).toBe(0);
  });

  it('tells everybody who waits for it once a second', () => {
    let now = 0;
    const signs = createSignsOfLife(() => now);
    const heard = [vi.fn<() => void>(), vi.fn<() => void>()] as const;
    heard.forEach((each) => signs.hear(each));
    for (; now < 3000; now += 10) signs.tell();
    signs.leave(heard[0]);
    for (; now < 5000; now += 10) signs.tell();
    expect(heard.map((each) => each.mock.calls.length)).toEqual([3, 5]);
  });
});
