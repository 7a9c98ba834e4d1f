import { describe, expect, it } from 'vitest';
import type { Instance } from '../../../src/core/instances/instance.ts';
import { createNumbers, type Placing } from '../../../workers/compositor/numbers/placing.ts';
import { instance } from '../instances/things.ts';

const frame = { width: 640, height: 360 };
const person = instance({ track: 12, box: { x: 200, y: 60, width: 100, height: 280 } });

function placing(instances: readonly Instance[], given: Partial<Placing> = {}): Placing {
  const headOf = ({ box }: Instance): number => box.x + box.width / 2;
  return { instances, frame, canvas: frame, mirrored: false, now: 0, headOf, ...given };
}

/** The person moved to the right. */
const at = (x: number): Instance => ({ ...person, box: { ...person.box, x } });

describe('the numbers of things', () => {
  it('stand at the top of their things and say their tracks', () => {
    const [number] = createNumbers().place(placing([person]));
    expect(number?.text).toBe('12');
    expect(number?.x).toBe(250);
    expect(number?.y).toBeGreaterThan(60);
    expect(number?.y).toBeLessThan(60 + 60);
  });

  it('never leave the picture', () => {
    const corners = [
      { x: 0, y: 0, width: 30, height: 40 },
      { x: 610, y: 0, width: 30, height: 40 },
      { x: 610, y: 330, width: 30, height: 30 },
    ];
    for (const box of corners) {
      for (const mirrored of [false, true]) {
        const [{ x, y, size } = { x: 0, y: 0, size: 0 }] = createNumbers().place(
          placing([instance({ track: 3, box })], { mirrored }),
        );
        expect(Math.min(x, 640 - x)).toBeGreaterThan(size / 4);
        expect(Math.min(y, 360 - y)).toBeGreaterThan(size / 2);
      }
    }
  });

  it('are not mirrored with the picture, but stand where their things are then', () => {
    expect(createNumbers().place(placing([person], { mirrored: true }))[0]?.x).toBe(640 - 250);
  });

  it('do not tremble with a box that does', () => {
    const numbers = createNumbers();
    const [first] = numbers.place(placing([person]));
    for (let i = 1; i < 20; i += 1) {
      const [next] = numbers.place(placing([at(200 + (i % 2 ? 2 : -2))], { now: i * 33 }));
      expect(next?.x).toBe(first?.x);
    }
  });

  it('follow a thing that moves, within a fifth of a second', () => {
    const numbers = createNumbers();
    numbers.place(placing([person]));
    for (let i = 1; i <= 6; i += 1) numbers.place(placing([at(230)], { now: i * 33 }));
    const [number] = numbers.place(placing([at(230)], { now: 231 }));
    expect(number?.x).toBeGreaterThan(250 + 20);
  });

  it('are left out of what is tiny, and as large as their thing allows', () => {
    const tiny = instance({ id: 2, track: 2, box: { x: 10, y: 10, width: 8, height: 12 } });
    const far = instance({ id: 3, track: 3, box: { x: 400, y: 100, width: 30, height: 60 } });
    const placed = createNumbers().place(placing([person, tiny, far]));
    expect(placed.map(({ text }) => text)).toEqual(['12', '3']);
    expect(placed[0]!.size).toBeGreaterThan(placed[1]!.size);
  });
});
