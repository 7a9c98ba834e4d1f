/** The kind of the columns that say how many things a frame has. */
export const COUNT = 'count';

/** The name of the column that says how many things of a class a frame has. */
export function countColumn(name: string): string {
  return `${COUNT}:${name}`;
}
