import type { Size } from '../../../src/core/geometry/fit.ts';
import type { Region } from './region.ts';

/** Sides of the tiles behind the first, as shares of the frame's shorter side, and by how much of it neighbours overlap at least. */
const LEVELS = [
  { share: 4 / 3, overlap: 0.25 },
  { share: 1, overlap: 0.25 },
  { share: 0.6, overlap: 0.5 },
] as const;

/**
 * The pieces of a frame that are searched for people: the whole of it, and ever smaller overlapping squares. Large and small ones
 * take turns: who comes near is found soon, though there are many small ones. The finder sees people who fill between a tenth and the
 * whole of a piece.
 */
export function tilesOf({ width, height }: Size): [Region, ...Region[]] {
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  const whole = { x: width / 2, y: height / 2, side: long, angle: 0 };
  const levels = LEVELS.filter(({ share }) => share * short < long).map(({ share, overlap }) =>
    squares({ width, height }, share * short, overlap),
  );
  const small = levels.pop() ?? [];
  const large = levels.flat();
  const longest = Math.max(large.length, small.length);
  const inTurn = Array.from({ length: longest }, (_, i) => [large[i], small[i]]).flat();
  return [whole, ...inTurn.filter((tile) => tile !== undefined)];
}

function squares({ width, height }: Size, side: number, overlap: number): Region[] {
  const rows = middles(height, side, overlap);
  return rows.flatMap((y) => middles(width, side, overlap).map((x) => ({ x, y, side, angle: 0 })));
}

/** Of the fewest pieces that cover a length. */
function middles(length: number, side: number, overlap: number): number[] {
  if (length <= side) return [length / 2];
  const count = 1 + Math.ceil((length - side) / (side * (1 - overlap)));
  return Array.from({ length: count }, (_, i) => side / 2 + ((length - side) * i) / (count - 1));
}
