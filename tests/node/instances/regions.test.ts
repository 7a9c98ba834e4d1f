import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findRegions } from '../../../workers/instances/regions.ts';

const THINGS = [false, true, true];

function regions(rows: readonly string[]) {
  const labels = Uint8Array.from(rows.join(''), Number);
  const map = new Uint16Array(labels.length);
  const size = { width: rows[0]?.length ?? 1, height: rows.length };
  const pixels: number[][] = [];
  const found = findRegions(labels, size, THINGS, map, (number, row, start, end) => {
    for (let x = start; x < end; x += 1) (pixels[number - 1] ??= []).push(row * size.width + x);
  });
  return { labels, map, size, found, pixels };
}

/** By its definition: from each pixel to all that touch it. */
function flooded({ labels, size: { width, height } }: Pick<ReturnType<typeof regions>, 'labels' | 'size'>): number[] {
  const marks = new Array<number>(labels.length).fill(0);
  let last = 0;
  for (let start = 0; start < labels.length; start += 1) {
    if (!THINGS[labels[start]!] || marks[start]) continue;
    last += 1;
    const open = [start];
    marks[start] = last;
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (
        let y = Math.max(0, Math.floor(at / width) - 1);
        y <= Math.min(height - 1, Math.floor(at / width) + 1);
        y += 1
      ) {
        for (let x = Math.max(0, (at % width) - 1); x <= Math.min(width - 1, (at % width) + 1); x += 1) {
          const next = y * width + x;
          if (marks[next] || labels[next] !== labels[start]) continue;
          marks[next] = last;
          open.push(next);
        }
      }
    }
  }
  return marks;
}

describe('connected regions', () => {
  it('are numbered through all classes from the largest down, with class, area and box', () => {
    const { map, found } = regions(['10022', '00022']);
    expect([...map]).toEqual([2, 0, 0, 1, 1, 0, 0, 0, 1, 1]);
    expect(found).toMatchObject([
      { classId: 2, area: 4, box: { x: 3, y: 0, width: 2, height: 2 } },
      { classId: 1, area: 1, box: { x: 0, y: 0, width: 1, height: 1 } },
    ]);
  });

  it('are those that a flood finds from any pixel, whatever the picture', () => {
    const scene = fc.integer({ min: 1, max: 12 }).chain((width) =>
      fc.array(
        fc.array(fc.constantFrom('0', '1', '2'), { minLength: width, maxLength: width }).map((row) => row.join('')),
        {
          minLength: 1,
          maxLength: 12,
        },
      ),
    );
    fc.assert(
      fc.property(scene, (rows) => {
        const { labels, size, map, found, pixels } = regions(rows);
        const marks = flooded({ labels, size });
        const pairs = new Set(marks.map((mark, at) => `${mark} ${map[at]}`));
        expect(pairs.size).toBe(new Set(marks).size);
        expect(found).toHaveLength(Math.max(...marks));
        found.forEach(({ classId, area, box }, index) => {
          const own = [...map.keys()].filter((at) => map[at] === index + 1);
          expect(own).toHaveLength(area);
          const [xs, ys] = [own.map((at) => at % size.width), own.map((at) => Math.floor(at / size.width))];
          expect(box.x).toBe(Math.min(...xs));
          expect(box.x + box.width - 1).toBe(Math.max(...xs));
          expect(box.y).toBe(Math.min(...ys));
          expect(box.y + box.height - 1).toBe(Math.max(...ys));
          expect(own.every((at) => labels[at] === classId)).toBe(true);
          expect(pixels[index]).toEqual(own);
          expect(area).toBeLessThanOrEqual(found[index - 1]?.area ?? Infinity);
        });
      }),
    );
  });

  it('do not join what lies on opposite borders', () => {
    expect(regions(['001', '100']).found).toHaveLength(2);
  });

  it('leave out what is below 0.05 % of the picture, and all beyond the 999th', () => {
    const line = (pixels: number) => '1'.repeat(pixels).padEnd(100, '0');
    // 4 rows of 100: a single pixel is 0.25 %; 40 rows: 0.025 %
    expect(regions([line(1), ...Array<string>(3).fill(line(0))]).found).toHaveLength(1);
    const large = regions([line(1), line(0), line(2), ...Array<string>(37).fill(line(0))]);
    expect(large.found).toMatchObject([{ area: 2 }]);
    expect([large.map[0], large.map[200]]).toEqual([0, 1]);
    const many = regions(['12'.repeat(550)]);
    expect(many.found).toHaveLength(999);
    expect(Math.max(...many.map)).toBe(999);
  });
});
