import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { around } from '../../../src/apps/kiosk/teach/around.ts';

const place = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }));

describe('what lies around a stroked thing', () => {
  it('is a line on each side of one in the middle', () => {
    const lines = around([{ points: [[0.45, 0.45], [0.55, 0.55]], size: 0.05 }], 4 / 3); // prettier-ignore
    expect(lines).toHaveLength(4);
  });

  it('leaves out the sides that it reaches, and is nothing where it fills the picture', () => {
    const left = around([{ points: [[0, 0.5], [0.1, 0.5]], size: 0.05 }], 1); // prettier-ignore
    expect(left.every(({ points }) => points.every(([x]) => x > 0.1) || points[0]![1] === points[1]![1])).toBe(true);
    expect(left).toHaveLength(3);
    expect(around([{ points: [[0, 0], [1, 1]], size: 0.05 }], 1)).toEqual([]); // prettier-ignore
    expect(around([], 1)).toEqual([]);
  });

  it('lies in the picture and never over what was stroked', () => {
    fc.assert(
      fc.property(
        fc.array(place, { minLength: 1, maxLength: 6 }),
        fc.double({ min: 0.4, max: 3, noNaN: true }),
        (points, aspect) => {
          const [left, right] = [Math.min(...points.map(([x]) => x)), Math.max(...points.map(([x]) => x))];
          const [top, bottom] = [Math.min(...points.map(([, y]) => y)), Math.max(...points.map(([, y]) => y))];
          for (const {
            points: [from, to],
          } of around([{ points, size: 0.05 }], aspect)) {
            // prettier-ignore
            const [[x0, y0], [x1, y1]] = [from!, to!];
            for (const value of [x0, y0, x1, y1]) expect(value >= 0 && value <= 1).toBe(true);
            const beside = x0 === x1 ? x0 < left || x0 > right : y0 < top || y0 > bottom;
            expect(beside).toBe(true);
          }
        },
      ),
    );
  });
});
