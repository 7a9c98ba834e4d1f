import { describe, expect, it } from 'vitest';
import { inOrder } from '../../../src/core/async/in-order.ts';
import { readerOf, type Items } from '../../../src/core/async/items.ts';
import { segmentAll } from '../../../src/core/batch/segment-all.ts';

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) await turn();
}

describe('work in order', () => {
  const none = { ahead: 2, drop: () => undefined };

  it('gives results in the order of the items, whichever is done first, and loses none for one that fails', async () => {
    const results = inOrder(
      readerOf([3, 0, 1, 5])!,
      async (each) => {
        await turns(each);
        if (each === 0) throw new Error('none');
        return each;
      },
      none,
    );
    const seen: unknown[] = [];
    for await (const each of results) seen.push(each.status === 'fulfilled' ? each.value : 'failed');
    expect(seen).toEqual([3, 'failed', 1, 5]);
  });

  it('reads no more than is taken, and goes on while a result is looked at', async () => {
    let read = 0;
    function* endless() {
      for (;;) yield (read += 1);
    }
    const results = inOrder(readerOf(endless())!, async (each) => each, { ...none, ahead: 3 });
    await results.next();
    await turns(5);
    expect(read).toBe(4);
    await results.next();
    await turns(5);
    expect(read).toBe(5);
    await results.return();
    await turns(5);
    expect(read).toBe(5);
  });

  it('gives what came before the source failed, and then its error', async () => {
    async function* failing() {
      yield 1;
      await turn();
      throw new Error('the source is gone');
    }
    const results = inOrder(readerOf(failing())!, async (each) => each, none);
    expect(await results.next()).toMatchObject({ value: { value: 1 } });
    await expect(results.next()).rejects.toThrow('the source is gone');
  });

  it('ends its source when nobody wants more, and drops what came too late', async () => {
    const dropped: number[] = [];
    const told: string[] = [];
    let give: (each: number) => void = () => undefined;
    const stream: Items<number> = {
      getReader: () => ({
        read: async () => ({ done: false, value: await new Promise<number>((resolve) => (give = resolve)) }),
        cancel: async () => void told.push('cancelled'),
      }),
    };
    const results = inOrder(readerOf(stream)!, async (each) => each, { ahead: 2, drop: (each) => dropped.push(each) });
    const first = results.next();
    await turn();
    give(1);
    expect(await first).toMatchObject({ value: { value: 1 } });
    await turn();
    await results.return();
    give(2);
    await turns(2);
    expect([told, dropped]).toEqual([['cancelled'], [2]]);
  });
});

describe('many frames', () => {
  it('give each result’s memory to another one where that is asked for, once the next one is', async () => {
    const given: unknown[] = [];
    const results = segmentAll([1, 2, 3, 4, 5, 6], { reuse: true }, async (frame: number, { into }) => {
      given.push(into?.labelMap?.[0] ?? null);
      return { labelMap: Uint8Array.of(frame) };
    });
    for await (const result of results) expect(result.status).toBe('fulfilled');
    const own = given.filter((each) => each !== null);
    expect(given.slice(0, 3)).toEqual([null, null, null]);
    expect(own.length).toBeGreaterThan(0);
    expect(new Set(own).size).toBe(own.length);
  });

  it('end where the signal fires, and what is under way is given up', async () => {
    const controller = new AbortController();
    const signals: AbortSignal[] = [];
    const results = segmentAll([1, 2, 3, 4, 5], { signal: controller.signal }, async (_: number, { signal }) => {
      signals.push(signal!);
      return {};
    });
    await results.next();
    controller.abort();
    await expect(results.next()).rejects.toMatchObject({ code: 'aborted' });
    expect(signals.every(({ aborted }) => aborted)).toBe(true);
  });

  it('end at once where the signal fires while their source has nothing yet', async () => {
    const controller = new AbortController();
    let cancelled = false;
    const silent: Items<number> = {
      getReader: () => ({ read: () => new Promise(() => undefined), cancel: async () => void (cancelled = true) }),
    };
    const next = segmentAll(silent, { signal: controller.signal }, async () => ({})).next();
    await turn();
    controller.abort();
    await expect(next).rejects.toMatchObject({ code: 'aborted' });
    await turn();
    expect(cancelled).toBe(true);
  });

  it.each([[5], [null], [{}], ['picture.png']])('refuse what is no list of frames: %s', async (frames) => {
    const results = segmentAll(frames as unknown as number[], {}, async () => ({}));
    await expect(results.next()).rejects.toMatchObject({ code: 'option-invalid' });
  });

  it('refuse options that there are none of', async () => {
    const results = segmentAll([1], { into: {} } as object, async () => ({}));
    await expect(results.next()).rejects.toMatchObject({ code: 'option-invalid', problem: /into/ });
  });
});
