import { expect, it, describe } from 'vitest';
import { createBackdropKernel } from '../../../workers/stages/matte/backdrop-kernel.ts';
import { DISCS, discOf, FAR_REACH, FAR_SHARE, reachOf } from '../../../workers/stages/matte/method.ts';
import { randomly } from '../../fixtures/randomly.ts';
import { needs } from '../needs.ts';
import { largestDifference, useBench } from './device.ts';

const GRID = { width: 61, height: 37 };
const COUNT = GRID.width * GRID.height;
const RADIUS = 0.1;

/** RGB and a weight of each cell: the mean over a window that a test says. */
function summed(
  cells: Float64Array,
  within: (dx: number, dy: number) => boolean,
  reach: number,
  weigh: (at: number) => number,
): Float64Array {
  const out = new Float64Array(cells.length);
  for (let y = 0, to = 0; y < GRID.height; y += 1) {
    for (let x = 0; x < GRID.width; x += 1, to += 4) {
      for (let v = Math.max(0, y - reach); v <= Math.min(GRID.height - 1, y + reach); v += 1) {
        for (let u = Math.max(0, x - reach); u <= Math.min(GRID.width - 1, x + reach); u += 1) {
          if (!within(u - x, v - y)) continue;
          const at = 4 * (v * GRID.width + u);
          for (let part = 0; part < 4; part += 1) out[to + part]! += cells[at + part]! * weigh(at);
        }
      }
    }
  }
  return out;
}

describe('a lens’s discs', await needs('webGpu'), () => {
  const bench = useBench();

  it('are what the sum over each disc gives, in which lights count for more, and hold none of who is in front', async () => {
    const { device, floats, run, readFloats } = bench();
    const random = randomly(5);
    // a dim room with a lamp, and somebody in red in the middle
    const isFront = (i: number): boolean => Math.abs((i % GRID.width) - 30) < 6;
    const isLamp = (i: number): boolean => i === 12 * GRID.width + 10;
    const colours = Float32Array.from({ length: 4 * COUNT }, (_, i) => {
      const cell = i >> 2;
      if (isFront(cell)) return i % 4 === 0 ? 255 : 0;
      return isLamp(cell) ? 255 : 30 + 50 * random();
    });
    const weighed = new Float32Array(12 * COUNT);
    for (let cell = 0; cell < COUNT; cell += 1) weighed[12 * cell + 10] = isFront(cell) ? 1 : 0;
    const kernel = await createBackdropKernel(device, GRID, {
      colours: floats(colours),
      weighed: floats(weighed),
      discs: true,
    });
    await run((pass) => kernel.run(pass, { radius: RADIUS, discs: true }));
    const found = await readFloats(kernel.colours, 4 * COUNT);
    kernel.destroy();

    const behind = new Float64Array(4 * COUNT);
    for (let cell = 0; cell < COUNT; cell += 1) {
      if (isFront(cell)) continue;
      for (let part = 0; part < 3; part += 1) behind[4 * cell + part] = Math.floor(colours[4 * cell + part]! + 0.5);
      behind[4 * cell + 3] = 1;
    }
    const shine = (at: number): number => {
      const t = Math.max(0, (Math.max(...behind.subarray(at, at + 3)) / 255 - DISCS.light) / (1 - DISCS.light));
      return 1 + DISCS.gain * (t * t * (3 - 2 * t)) ** 2;
    };
    const reach = reachOf(RADIUS, GRID);
    const disc = discOf(reach);
    const lens = summed(
      behind,
      (dx, dy) => dx * dx <= Math.trunc(Math.sqrt((disc + 0.5) ** 2 - dy * dy)) ** 2,
      disc,
      shine,
    );
    const far = summed(
      behind,
      () => true,
      FAR_REACH * reach,
      () => FAR_SHARE,
    );
    const both = lens.map((value, i) => value + far[i]!);
    const expected = summed(
      both,
      () => true,
      1,
      () => 1,
    );
    const means = (cells: ArrayLike<number>): number[] =>
      Array.from({ length: 3 * COUNT }, (_, i) => {
        const at = 4 * Math.floor(i / 3);
        return cells[at + (i % 3)]! / cells[at + 3]!;
      });
    const seen = means(found);
    expect(largestDifference(seen, means(expected))).toBeLessThan(0.5);
    // the lamp shows as a disc: as bright at its rim as in its middle, and dark beyond
    const red = (x: number, y: number): number => seen[3 * (y * GRID.width + x)]!;
    expect(Math.abs(red(10, 12) - red(10 + disc - 2, 12))).toBeLessThan(6);
    expect(red(10, 12) - red(10, 12 + disc + 3)).toBeGreaterThan(10);
    // red alone is nowhere
    expect(seen.every((value, i) => i % 3 !== 0 || value - seen[i + 1]! < 30)).toBe(true);
  });
});
