import type { TrunkShape } from './feature-grid.ts';

/** Columns of a sample, from the first to before the second. */
export type Columns = readonly [from: number, to: number];

/** How much a place weighs beside what is seen there, where the camera stands still: as much as tells two of a kind apart, and costs a thing that is moved nothing (docs/reports/teaching.md). */
export const POSITION_WEIGHT = 0.5;

/** The columns that say where a sample lies; null: the trunk has no map of that. */
export function positionColumns({ features: { maps, position } }: TrunkShape): Columns | null {
  let from = 0;
  for (const { output, channels } of maps) {
    if (position !== undefined && output === position) return [from, from + channels];
    from += channels;
  }
  return null;
}

/** Samples whose place counts so much more, or less; the same ones where it counts as it is. @param rows of `channels` each */
export function weighPlaces(
  rows: Float32Array,
  channels: number,
  columns: Columns | null,
  weight: number,
): Float32Array {
  if (!columns || weight === 1) return rows;
  const weighed = rows.slice();
  for (let row = 0; row < rows.length; row += channels) {
    for (let at = row + columns[0]; at < row + columns[1]; at += 1) weighed[at]! *= weight;
  }
  return weighed;
}
