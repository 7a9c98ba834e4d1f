import { describe, expect, it } from 'vitest';
import { OnDemand } from '../../../src/core/async/on-demand.ts';

describe('what is opened on demand', () => {
  it('is opened once, for all who wait', async () => {
    let opened = 0;
    const thing = new OnDemand(async () => (opened += 1));
    expect(thing.current).toBeNull();
    expect(await Promise.all([thing.get(), thing.get()])).toEqual([1, 1]);
    expect(await thing.get()).toBe(1);
  });

  it('is opened anew by the next one after it did not open, who hears of this try and not of the last', async () => {
    let tries = 0;
    const thing = new OnDemand(async () => {
      tries += 1;
      if (tries < 3) throw new Error(`try ${tries}`);
      return tries;
    });
    await expect(Promise.all([thing.get(), thing.get()])).rejects.toThrow('try 1');
    expect(thing.current).toBeNull();
    await expect(thing.get()).rejects.toThrow('try 2');
    expect(await thing.get()).toBe(3);
  });

  it('rejects where opening throws at once', async () => {
    const thing = new OnDemand<number>(() => {
      throw new Error('at once');
    });
    await expect(thing.get()).rejects.toThrow('at once');
  });

  it('is opened anew once it is forgotten, and what was opened late for the forgotten takes nobody’s place', async () => {
    const opening: ((value: string) => void)[] = [];
    const thing = new OnDemand(() => new Promise<string>((resolve) => opening.push(resolve)));
    const first = thing.get();
    await Promise.resolve();
    thing.forget();
    thing.set('another');
    opening[0]?.('late');
    expect(await first).toBe('late');
    expect(await thing.get()).toBe('another');
  });
});
