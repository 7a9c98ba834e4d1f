import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createWatchdog } from '../../../workers/live/watchdog.ts';

describe('a watchdog', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('tells once of a task that does not get on for as long as a page waits for a reply', () => {
    const expired = vi.fn<() => void>();
    const watchdog = createWatchdog(expired);
    void watchdog.watch(() => new Promise(() => undefined));
    vi.advanceTimersByTime(40_000);
    expect(expired).not.toHaveBeenCalled();
    vi.advanceTimersByTime(10_000);
    expect(expired).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(100_000);
    expect(expired).toHaveBeenCalledOnce();
    watchdog.close();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('leaves those alone that get on, and a worker that has nothing to do', async () => {
    const expired = vi.fn<() => void>();
    const watchdog = createWatchdog(expired);
    let finish: (labels: string) => void = () => undefined;
    const done = new Promise<string>((resolve) => (finish = resolve));
    const task = watchdog.watch(() => done);
    for (let minute = 0; minute < 10; minute += 1) {
      vi.advanceTimersByTime(40_000);
      watchdog.feed();
    }
    finish('labels');
    expect(await task).toBe('labels');
    watchdog.feed();
    vi.advanceTimersByTime(600_000);
    await expect(watchdog.watch(() => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
    vi.advanceTimersByTime(600_000);
    expect(expired).not.toHaveBeenCalled();
    watchdog.close();
  });
});
