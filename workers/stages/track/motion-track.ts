/** A small grey picture, 0 to 255. */
export interface Thumbnail {
  readonly width: number;
  readonly height: number;
  readonly luma: Float32Array;
}

/** Side of a cell, which has a displacement of its own, in the thumbnail's pixels. */
export const CELL = 4;
/** What is compared reaches so far beyond a cell: a cell alone holds too little to be recognised by. */
const MARGIN = 2;
/** Steps of a pixel that a cell may take away from what was expected of it. */
const STEPS = 4;
/** Mean difference (0 to 255) that the first of them must gain: less is noise. */
const GAIN = 0.5;

/** Where content has gone, a displacement for each cell: rightwards and downwards, in the thumbnail's pixels. */
export interface Displacements {
  readonly columns: number;
  readonly rows: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/** Where a picture's content is in the pictures that follow it. */
export interface MotionTrack {
  /** @param now of the first picture's size. @returns now minus then, of the cells now; good until the next call */
  follow(now: Thumbnail): Displacements;
}

/**
 * Block matching against the first picture, by the sum of absolute differences. Content goes on as it went: each cell tries what it and its
 * neighbours moved before and how much faster that became, then a few steps from there, so that what is far from its old place is found as well
 * (3-D recursive search, de Haan et al. 1993). A parabola through the best match and its neighbours gives the fraction of a pixel.
 */
export function trackMotion(then: Thumbnail): MotionTrack {
  const columns = Math.ceil(then.width / CELL);
  const rows = Math.ceil(then.height / CELL);
  const plane = (): Float32Array => new Float32Array(columns * rows);
  let now: Displacements = { columns, rows, x: plane(), y: plane() };
  let before: Displacements = { columns, rows, x: plane(), y: plane() };
  /** Of the last frame: how much each cell's displacement grew. */
  const growth = { x: plane(), y: plane() };
  return {
    follow(picture) {
      [now, before] = [before, now];
      const search = createSearch(then, picture);
      for (let row = 0, cell = 0; row < rows; row += 1) {
        for (let column = 0; column < columns; column += 1, cell += 1) {
          search.begin(column, row);
          search.expect(before.x[cell]!, before.y[cell]!);
          search.expect(before.x[cell]! + growth.x[cell]!, before.y[cell]! + growth.y[cell]!);
          if (column > 0) search.expect(now.x[cell - 1]!, now.y[cell - 1]!);
          if (row > 0) search.expect(now.x[cell - columns]!, now.y[cell - columns]!);
          if (column < columns - 1) ahead(search, cell + 1);
          if (row < rows - 1) ahead(search, cell + columns);
          search.end(now, cell);
        }
      }
      for (let cell = 0; cell < columns * rows; cell += 1) {
        growth.x[cell] = now.x[cell]! - before.x[cell]!;
        growth.y[cell] = now.y[cell]! - before.y[cell]!;
      }
      return now;
    },
  };

  /** A neighbour that this frame has not come to. */
  function ahead(search: Search, cell: number): void {
    search.expect(before.x[cell]! + growth.x[cell]!, before.y[cell]! + growth.y[cell]!);
  }
}

/** The best displacement of one cell after another. */
interface Search {
  begin(column: number, row: number): void;
  /** Tries a displacement, to the nearest pixel. */
  expect(x: number, y: number): void;
  /** Looks around the best one, and writes it down. */
  end(into: Displacements, cell: number): void;
}

function createSearch(then: Thumbnail, now: Thumbnail): Search {
  let [left, top, right, bottom] = [0, 0, 0, 0];
  let [bestX, bestY, best] = [0, 0, 0];
  return {
    begin(column, row) {
      left = Math.max(0, column * CELL - MARGIN);
      top = Math.max(0, row * CELL - MARGIN);
      right = Math.min(now.width, (column + 1) * CELL + MARGIN);
      bottom = Math.min(now.height, (row + 1) * CELL + MARGIN);
      [bestX, bestY] = [0, 0];
      best = difference(0, 0);
    },
    expect(x, y) {
      attempt(Math.round(x), Math.round(y));
    },
    end(into, cell) {
      for (let step = 0; step < STEPS; step += 1) {
        const [x, y, reached] = [bestX, bestY, best];
        // content that stands still is mostly found where it was
        if (step === 0) best -= GAIN;
        for (let dy = y - 1; dy <= y + 1; dy += 1) for (let dx = x - 1; dx <= x + 1; dx += 1) attempt(dx, dy);
        if (bestX !== x || bestY !== y) continue;
        best = reached;
        break;
      }
      const still = bestX === 0 && bestY === 0;
      into.x[cell] = still ? 0 : bestX + fraction(difference(bestX - 1, bestY), difference(bestX + 1, bestY));
      into.y[cell] = still ? 0 : bestY + fraction(difference(bestX, bestY - 1), difference(bestX, bestY + 1));
    },
  };

  function attempt(x: number, y: number): void {
    if (x === bestX && y === bestY) return;
    const cost = difference(x, y);
    if (cost >= best) return;
    [bestX, bestY, best] = [x, y, cost];
  }

  /** The lowest point of the parabola through the best match and its neighbours: within half a step of it. */
  function fraction(lower: number, higher: number): number {
    const bend = lower - 2 * best + higher;
    if (!Number.isFinite(bend) || bend <= 0) return 0;
    return Math.max(-0.5, Math.min(0.5, (lower - higher) / (2 * bend)));
  }

  /** Mean absolute difference of the square and what lay (dx, dy) before it, as far as that is inside; Infinity where less than half of it is. */
  function difference(dx: number, dy: number): number {
    const [x0, x1] = [Math.max(left, dx), Math.min(right, then.width + dx)];
    const [y0, y1] = [Math.max(top, dy), Math.min(bottom, then.height + dy)];
    const count = (x1 - x0) * (y1 - y0);
    if (x1 <= x0 || y1 <= y0 || count * 2 < (right - left) * (bottom - top)) return Infinity;
    const [old, young, width] = [then.luma, now.luma, now.width];
    let sum = 0;
    for (let y = y0; y < y1; y += 1) {
      const line = y * width;
      const shift = (y - dy) * width - dx;
      for (let x = x0; x < x1; x += 1) sum += Math.abs(young[line + x]! - old[shift + x]!);
    }
    return sum / count;
  }
}
