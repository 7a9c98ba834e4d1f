/**
 * The pairs of rows and columns, each in one at most, whose worth is highest in all: the Hungarian method (Kuhn 1955; with potentials, in
 * O(rows² · columns), after Jonker and Volgenant 1987).
 * @param worth [row][column], 0 or more; pairs that are worth nothing are left out
 */
export function assign(worth: readonly (readonly number[])[]): [row: number, column: number][] {
  const columns = worth[0]?.length ?? 0;
  if (worth.length > columns) {
    const turned = Array.from({ length: columns }, (_, column) => worth.map((row) => row[column]!));
    return assign(turned).map(([column, row]) => [row, column]);
  }
  const rowOf = new Assignment(worth, columns).run();
  const pairs: [number, number][] = [];
  rowOf.forEach((row, column) => {
    if (row > 0 && worth[row - 1]![column - 1]! > 0) pairs.push([row - 1, column - 1]);
  });
  return pairs.toSorted(([a], [b]) => a - b);
}

/** Rows and columns count from 1; 0 is where a path begins. */
class Assignment {
  /** By column the row that has it; 0: none. */
  readonly #rowOf: number[];
  readonly #rows: number[];
  readonly #columns: number[];

  constructor(
    private readonly worth: readonly (readonly number[])[],
    columns: number,
  ) {
    this.#rowOf = Array.from({ length: columns + 1 }, () => 0);
    this.#columns = Array.from({ length: columns + 1 }, () => 0);
    this.#rows = Array.from({ length: worth.length + 1 }, () => 0);
  }

  run(): readonly number[] {
    for (let row = 1; row <= this.worth.length; row += 1) this.#place(row);
    return this.#rowOf;
  }

  /** Gives a row the column that costs least, moving others along a shortest path. */
  #place(row: number): void {
    const rowOf = this.#rowOf;
    const slack = rowOf.map(() => Infinity);
    const before = rowOf.map(() => 0);
    const done = rowOf.map(() => false);
    rowOf[0] = row;
    let column = 0;
    do {
      done[column] = true;
      column = this.#nearest(column, slack, before, done);
    } while (rowOf[column] !== 0);
    while (column !== 0) {
      rowOf[column] = rowOf[before[column]!]!;
      column = before[column]!;
    }
  }

  #nearest(from: number, slack: number[], before: number[], done: readonly boolean[]): number {
    const row = this.#rowOf[from]!;
    let [least, nearest] = [Infinity, 0];
    for (let column = 1; column < done.length; column += 1) {
      if (done[column]) continue;
      const cost = -this.worth[row - 1]![column - 1]! - this.#rows[row]! - this.#columns[column]!;
      if (cost < slack[column]!) {
        slack[column] = cost;
        before[column] = from;
      }
      if (slack[column]! < least) [least, nearest] = [slack[column]!, column];
    }
    for (let column = 0; column < done.length; column += 1) {
      if (done[column]) {
        this.#rows[this.#rowOf[column]!]! += least;
        this.#columns[column]! -= least;
      } else slack[column]! -= least;
    }
    return nearest;
  }
}
