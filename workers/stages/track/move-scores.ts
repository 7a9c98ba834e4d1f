import type { Size } from '../../../src/core/geometry/fit.ts';
import type { Scores } from '../../../src/core/labels/scores.ts';
import type { Displacements } from './motion-track.ts';

/** Scores of an earlier picture, brought to where their content is. */
export interface MoveScores {
  /**
   * @param moved of the cells of a grid that covers the scores
   * @param cells how many of them the scores are wide and high, as the last ones may reach beyond
   * @param step of the scores, for a displacement of 1
   * @returns good until the next call
   */
  run(scores: Scores, moved: Displacements, cells: Size, step: { readonly x: number; readonly y: number }): Scores;
}

/** Between the cells' middles displacements change evenly; the scores of the nearest place are taken. */
export function createMoveScores(): MoveScores {
  let out = new Float32Array(0);
  let sources = new Uint32Array(0);
  return {
    run(scores, moved, cells, step) {
      const { width, height, classes, kind, data, classStride, pixelStride } = scores;
      const count = width * height;
      // a picture that is smaller than one of the thumbnail's pixels has none
      if (moved.x.length === 0) return scores;
      if (out.length !== data.length) out = new Float32Array(data.length);
      if (sources.length !== count) sources = new Uint32Array(count);
      trace(scores, moved, cells, step, sources);
      // one value stands for both classes of a binary model
      const planes = kind === 'binary' ? 1 : classes;
      for (let each = 0; each < planes; each += 1) {
        const start = each * classStride;
        for (let i = 0; i < count; i += 1) out[start + i * pixelStride] = data[start + sources[i]! * pixelStride]!;
      }
      return { ...scores, data: out };
    },
  };
}

/** For each place of the scores the one that its content was at. */
function trace(
  { width, height }: Size,
  { columns, rows, x: across, y: down }: Displacements,
  cells: Size,
  step: { readonly x: number; readonly y: number },
  out: Uint32Array,
): void {
  const [perX, perY] = [cells.width / width, cells.height / height];
  for (let y = 0; y < height; y += 1) {
    const row = within((y + 0.5) * perY - 0.5, rows - 1);
    const upper = Math.min(Math.floor(row), Math.max(0, rows - 2));
    const lower = Math.min(upper + 1, rows - 1) * columns;
    const v = row - upper;
    for (let x = 0; x < width; x += 1) {
      const column = within((x + 0.5) * perX - 0.5, columns - 1);
      const left = Math.min(Math.floor(column), Math.max(0, columns - 2));
      const right = Math.min(left + 1, columns - 1);
      const u = column - left;
      const top = upper * columns;
      const dx = mix(
        mix(across[top + left]!, across[top + right]!, u),
        mix(across[lower + left]!, across[lower + right]!, u),
        v,
      );
      const dy = mix(
        mix(down[top + left]!, down[top + right]!, u),
        mix(down[lower + left]!, down[lower + right]!, u),
        v,
      );
      const sx = within(Math.round(x - dx * step.x), width - 1);
      const sy = within(Math.round(y - dy * step.y), height - 1);
      out[y * width + x] = sy * width + sx;
    }
  }
}

function mix(a: number, b: number, share: number): number {
  return a + (b - a) * share;
}

function within(value: number, last: number): number {
  return Math.max(0, Math.min(last, value));
}
