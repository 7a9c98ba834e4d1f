import type { Placement, Size } from '../../src/core/geometry/fit.ts';
import { pixelAt } from '../../src/core/geometry/pixel-at.ts';

/** The columns of a label map in which the cells of a grid have their middles, and the rows; the nearest ones of cells beyond it. */
export function middlesOf(
  { width, height }: Size,
  { x, y, width: across, height: down }: Placement,
  size: Size,
): { readonly columns: Uint32Array<ArrayBuffer>; readonly rows: Uint32Array<ArrayBuffer> } {
  const [row, column] = [
    { width: size.width, height: 1 },
    { width: 1, height: size.height },
  ];
  return {
    columns: Uint32Array.from({ length: width }, (_, cell) => pixelAt(row, (cell + 0.5 - x) / across, 0)),
    rows: Uint32Array.from({ length: height }, (_, cell) => pixelAt(column, 0, (cell + 0.5 - y) / down)),
  };
}
