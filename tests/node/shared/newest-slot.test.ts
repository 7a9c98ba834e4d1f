import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NewestSlot } from '../../../src/core/async/newest-slot.ts';

class Frame {
  closed = 0;

  constructor(readonly id: number) {}

  close(): void {
    this.closed += 1;
  }
}

interface Fixture {
  readonly slot: NewestSlot<Frame>;
  readonly dropped: () => number;
}

function fixture(): Fixture {
  let drops = 0;
  return { slot: new NewestSlot<Frame>(() => (drops += 1)), dropped: () => drops };
}

describe('a slot for the newest frame', () => {
  it('hands over the frame that waits, still open', async () => {
    const { slot, dropped } = fixture();
    const frame = new Frame(1);
    slot.offer(frame);
    expect(await slot.take()).toBe(frame);
    expect([frame.closed, dropped()]).toEqual([0, 0]);
  });

  it('closes and counts the older one when a newer one comes', async () => {
    const { slot, dropped } = fixture();
    const frames = [1, 2, 3].map((id) => new Frame(id));
    frames.forEach((frame) => slot.offer(frame));
    expect((await slot.take())?.id).toBe(3);
    expect(frames.map((frame) => frame.closed)).toEqual([1, 1, 0]);
    expect(dropped()).toBe(2);
  });

  it('wakes whoever waits', async () => {
    const { slot } = fixture();
    const waiting = slot.take();
    const frame = new Frame(1);
    slot.offer(frame);
    expect(await waiting).toBe(frame);
  });

  it('gives the one who waits the newest of two that come at once', async () => {
    const { slot, dropped } = fixture();
    const waiting = slot.take();
    const frames = [new Frame(1), new Frame(2)] as const;
    frames.forEach((frame) => slot.offer(frame));
    expect(await waiting).toBe(frames[1]);
    expect([frames[0].closed, dropped()]).toEqual([1, 1]);
  });

  it('gives each frame once', async () => {
    const { slot } = fixture();
    slot.offer(new Frame(1));
    await slot.take();
    const next = slot.take();
    slot.offer(new Frame(2));
    expect((await next)?.id).toBe(2);
  });

  it('gives nothing once it is closed, and closes what waited', async () => {
    const { slot, dropped } = fixture();
    const frame = new Frame(1);
    slot.offer(frame);
    slot.close();
    expect(await slot.take()).toBeNull();
    expect(await slot.take()).toBeNull();
    expect([frame.closed, dropped()]).toEqual([1, 0]);
  });

  it('lets go of whoever waits when it closes', async () => {
    const { slot } = fixture();
    const waiting = slot.take();
    slot.close();
    expect(await waiting).toBeNull();
  });

  it('closes what is offered too late, without calling it dropped', () => {
    const { slot, dropped } = fixture();
    const late = new Frame(1);
    slot.close();
    slot.offer(late);
    expect([late.closed, dropped()]).toEqual([1, 0]);
  });

  it('does no harm when it is closed twice', () => {
    const { slot } = fixture();
    const frame = new Frame(1);
    slot.offer(frame);
    slot.close();
    slot.close();
    expect(frame.closed).toBe(1);
  });

  it('closes every frame exactly once, counting those that the taker closes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('offer', 'take')), async (steps) => {
        const { slot, dropped } = fixture();
        const frames: Frame[] = [];
        const taken: Promise<void>[] = [];
        let busy = false;
        for (const step of steps) {
          if (step === 'offer') {
            frames.push(new Frame(frames.length));
            slot.offer(frames.at(-1)!);
          } else if (!busy) {
            busy = true;
            taken.push(
              slot.take().then((frame) => {
                frame?.close();
                busy = false;
              }),
            );
            await Promise.resolve();
          }
        }
        slot.close();
        await Promise.all(taken);
        expect(frames.every((frame) => frame.closed === 1)).toBe(true);
        expect(dropped()).toBeLessThanOrEqual(Math.max(0, frames.length - 1));
      }),
    );
  });
});
