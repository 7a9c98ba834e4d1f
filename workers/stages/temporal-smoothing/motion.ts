import { BLOCK, blockMeans } from '../../../src/core/geometry/block-means.ts';

/**
 * Change of a block's mean luma (0 to 255) below which it counts as still, and above which as moving. Averaging its 16
 * pixels quarters the sensor's noise.
 */
export const STILL = 2;
export const MOVING = 8;

export interface Motion {
  readonly columns: number;
  readonly rows: number;
  /**
   * 1 where a block and its neighbours stand still against the previous call, 0 where one of them moves.
   * @param luma 0 to 255, height × width
   */
  stillness(luma: Float32Array, width: number, height: number): Float32Array;
  reset(): void;
}

export function createMotion(): Motion {
  let columns = 0;
  let rows = 0;
  let now = new Float32Array(0);
  let before = new Float32Array(0);
  let change = new Float32Array(0);
  let result = new Float32Array(0);
  return {
    get columns() {
      return columns;
    },
    get rows() {
      return rows;
    },
    stillness(luma, width, height) {
      const fresh = columns !== Math.ceil(width / BLOCK) || rows !== Math.ceil(height / BLOCK);
      if (fresh) {
        columns = Math.ceil(width / BLOCK);
        rows = Math.ceil(height / BLOCK);
        now = new Float32Array(columns * rows);
        before = new Float32Array(columns * rows);
        change = new Float32Array(columns * rows);
        result = new Float32Array(columns * rows);
      }
      blockMeans(luma, width, height, columns, rows, now);
      if (fresh) result.fill(0);
      else {
        for (let i = 0; i < now.length; i += 1) change[i] = Math.abs(now[i]! - before[i]!);
        dilate(change, columns, rows, result);
        for (let i = 0; i < result.length; i += 1) result[i] = 1 - step(result[i]!);
      }
      [now, before] = [before, now];
      return result;
    },
    reset() {
      columns = rows = 0;
    },
  };
}

/** The largest value among a block and its eight neighbours. */
function dilate(values: Float32Array, columns: number, rows: number, out: Float32Array): void {
  for (let y = 0; y < rows; y += 1) {
    for (let x = 0; x < columns; x += 1) {
      let top = 0;
      for (let v = Math.max(0, y - 1); v <= Math.min(rows - 1, y + 1); v += 1) {
        for (let u = Math.max(0, x - 1); u <= Math.min(columns - 1, x + 1); u += 1) {
          const value = values[v * columns + u]!;
          if (value > top) top = value;
        }
      }
      out[y * columns + x] = top;
    }
  }
}

function step(change: number): number {
  const t = Math.min(1, Math.max(0, (change - STILL) / (MOVING - STILL)));
  return t * t * (3 - 2 * t);
}
