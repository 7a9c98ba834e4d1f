/** The name that was probably meant: the one with the fewest letters to change, drop or add; null where none is like it. */
export function nearest(written: string, names: readonly string[]): string | null {
  const word = written.toLowerCase();
  const [best] = names
    .map((name) => ({ name, edits: edits(word, name.toLowerCase()) }))
    .filter(({ name, edits }) => edits <= Math.max(1, Math.min(word.length, name.length) / 3))
    .sort((a, b) => a.edits - b.edits);
  return best?.name ?? null;
}

/** Levenshtein's distance, with two letters that have changed places as one edit (optimal string alignment). */
function edits(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, at) => at)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Infinity;
  for (let row = 1; row <= from.length; row++) {
    const next = [row];
    rows.push(next);
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      next.push(
        Math.min(
          at(row - 1, column - 1) + (same ? 0 : 1),
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          swapped ? at(row - 2, column - 2) + 1 : Infinity,
        ),
      );
    }
  }
  return at(from.length, to.length);
}
