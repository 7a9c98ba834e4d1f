import { describe, expect, it } from 'vitest';
import { createArena } from '../../../workers/simd/arena.ts';
import { randomly } from '../../fixtures/randomly.ts';

/** Where an order of work has what the sums over three windows read, as `assembly/matte-order.ts` declares it. */
const FIELDS = ['width', 'height', 'left', 'right', 'top', 'bottom'] as const;
const [STATES, WEIGHED, SUMS] = [11, 12, 13] as const;
const NEEDED = 8;
const CELL = 12;

interface Grid {
  readonly width: number;
  readonly height: number;
}

/** The sum of each number over a window around a cell, held inside the grid. */
function naive(numbers: ArrayLike<number>, { width, height }: Grid, each: number, radius: number): number[] {
  return Array.from({ length: width * height * each }, (_, at) => {
    const cell = Math.floor(at / each);
    const [x, y] = [cell % width, Math.floor(cell / width)];
    let sum = 0;
    for (let row = Math.max(0, y - radius); row <= Math.min(height - 1, y + radius); row += 1) {
      for (let column = Math.max(0, x - radius); column <= Math.min(width - 1, x + radius); column += 1) {
        sum += numbers[(row * width + column) * each + (at % each)]!;
      }
    }
    return sum;
  });
}

const SIZES: readonly Grid[] = [
  { width: 1, height: 1 },
  { width: 5, height: 3 },
  { width: 3, height: 40 },
  { width: 41, height: 2 },
  { width: 37, height: 23 },
];

describe('sums over windows', () => {
  it.each(SIZES)('are those of all cells in reach, on a grid of %o', (grid) => {
    const random = randomly(7);
    const arena = createArena();
    const count = grid.width * grid.height;
    const room = arena.room('source', 'columns', 'out');
    const whole = Uint32Array.from({ length: 4 * count }, () => Math.floor(1e6 * random()));
    room.fit({ source: 16 * count, columns: 16 * grid.width, out: 16 * count });
    const { source, columns, out } = room.at;
    const run = (isWhole: number, radius: number, scale: number, adds: number): Float32Array => {
      arena.kernels.boxes(source, isWhole, grid.width, grid.height, radius, scale, adds, columns, out);
      return new Float32Array(arena.buffer, out, 4 * count).slice();
    };
    arena.write(source, whole);
    const [near, far] = [naive(whole, grid, 4, 2), naive(whole, grid, 4, 9)];
    run(1, 2, 1, 0);
    const both = run(1, 9, 0.25, 1);
    both.forEach((sum, i) => expect(sum / (near[i]! + far[i]! / 4)).toBeCloseTo(1, 5));
    const floats = Float32Array.from({ length: 4 * count }, () => random());
    arena.write(source, floats);
    const expected = naive(floats, grid, 4, 3);
    run(0, 3, 2, 0).forEach((sum, i) => expect(sum).toBeCloseTo(2 * expected[i]!, 2));
  });

  it.each(SIZES)('count near cells for more, where they are needed, on a grid of %o', (grid) => {
    const random = randomly(11);
    const arena = createArena();
    const count = grid.width * grid.height;
    const room = arena.room('states', 'weighed', 'sums', 'columns', 'order');
    const columns = 4 * CELL * (3 * grid.width + 2 * (2 + 5 + 14) + 3);
    room.fit({ states: count, weighed: 4 * CELL * count, sums: 4 * CELL * count, columns, order: 256 });
    const { at } = room;
    const whole = Uint32Array.from({ length: CELL * count }, () => Math.floor(4e6 * random()));
    const needed = Uint8Array.from({ length: count }, () => (random() < 0.4 ? NEEDED : 0));
    const bounds = { left: Math.min(1, grid.width - 1), right: grid.width - 1, top: 0, bottom: grid.height - 1 };
    const order = new Int32Array(64);
    FIELDS.forEach((field, index) => (order[index] = { ...grid, ...bounds }[field]));
    order[STATES] = at.states;
    order[WEIGHED] = at.weighed;
    order[SUMS] = at.sums;
    arena.write(at.states, needed);
    arena.write(at.weighed, whole);
    arena.write(at.order, order);
    const untouched = new Float32Array(CELL * count).fill(-1);
    arena.write(at.sums, untouched);
    arena.kernels.sumWindows(at.order, 2, 1, 5, 0.1, 14, 0.01, at.columns);
    const sums = new Float32Array(arena.buffer, at.sums, CELL * count);
    const [near, middle, far] = [2, 5, 14].map((radius) => naive(whole, grid, CELL, radius));
    sums.forEach((sum, i) => {
      const cell = Math.floor(i / CELL);
      const isNeeded = needed[cell] === NEEDED && cell % grid.width >= bounds.left;
      const expected = near![i]! + 0.1 * middle![i]! + 0.01 * far![i]!;
      if (isNeeded) expect(sum / expected).toBeCloseTo(1, 5);
      else expect(sum).toBe(-1);
    });
  });
});
