/** The name of the column that says how many things of a class a frame has. */
export function countColumn(name: string): string {
  return `count:${name}`;
}
