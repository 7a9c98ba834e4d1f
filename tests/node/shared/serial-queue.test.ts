import { describe, expect, it } from 'vitest';
import { SerialQueue } from '../../../src/core/async/serial-queue.ts';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('a serial queue', () => {
  it('runs tasks in order and never two at once', async () => {
    const queue = new SerialQueue();
    const seen: string[] = [];
    const task = (name: string, ms: number) => async (): Promise<string> => {
      seen.push(`${name} begins`);
      await pause(ms);
      seen.push(`${name} ends`);
      return name;
    };
    expect(await Promise.all([queue.run(task('a', 8)), queue.run(task('b', 0)), queue.run(task('c', 2))])).toEqual([
      'a',
      'b',
      'c',
    ]);
    expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('starts nothing before the caller has gone on', async () => {
    let started = false;
    const result = new SerialQueue().run(async () => (started = true));
    expect(started).toBe(false);
    expect(await result).toBe(true);
  });

  it('outlives a task that fails', async () => {
    const queue = new SerialQueue();
    const failed = queue.run(() => Promise.reject(new Error('no memory')));
    const next = queue.run(async () => 'fine');
    await expect(failed).rejects.toThrow('no memory');
    await expect(next).resolves.toBe('fine');
  });

  it('outlives a task that throws before its first await', async () => {
    const queue = new SerialQueue();
    const failed = queue.run((): Promise<void> => {
      throw new Error('at once');
    });
    const next = queue.run(async () => 1);
    await expect(failed).rejects.toThrow('at once');
    await expect(next).resolves.toBe(1);
  });

  it('takes more work from within a task, after it', async () => {
    const queue = new SerialQueue();
    const seen: number[] = [];
    let inner: Promise<void> | undefined;
    await queue.run(async () => {
      inner = queue.run(async () => void seen.push(2));
      seen.push(1);
    });
    await inner;
    expect(seen).toEqual([1, 2]);
  });
});
