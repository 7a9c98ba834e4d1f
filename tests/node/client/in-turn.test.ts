import { describe, expect, it } from 'vitest';
import { inTurn } from '../../../src/core/async/in-turn.ts';

/** What is started, each settled by hand. */
function started() {
  const each: { underWay(): void; done(value: number): void; fail(): void }[] = [];
  const start = (underWay: () => void): Promise<number> =>
    new Promise((done, reject) => each.push({ underWay, done, fail: () => reject(new Error('failed')) }));
  return { each, start };
}

describe('starts in turn', () => {
  it('starts one once the one before is under way, and does not wait until that is done', async () => {
    const { each, start } = started();
    const all = inTurn(3, start);
    expect(each).toHaveLength(1);
    await Promise.resolve();
    expect(each).toHaveLength(1);
    for (const count of [2, 3]) {
      each.at(-1)?.underWay();
      await expect.poll(() => each.length).toBe(count);
    }
    each.forEach(({ done }, index) => done(index));
    expect(await all).toEqual([0, 1, 2].map((value) => ({ status: 'fulfilled', value })));
  });

  it('goes on behind one that fails or is done before it was under way, and says of each how it went', async () => {
    const { each, start } = started();
    const all = inTurn(3, start);
    each[0]?.fail();
    await expect.poll(() => each.length).toBe(2);
    each[1]?.done(1);
    await expect.poll(() => each.length).toBe(3);
    each[2]?.done(2);
    expect((await all).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  });

  it('starts none where none is wanted', async () => {
    const { each, start } = started();
    expect(await inTurn(0, start)).toEqual([]);
    expect(await inTurn(-1, start)).toEqual([]);
    expect(each).toEqual([]);
  });
});
