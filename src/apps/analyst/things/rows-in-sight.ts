/** Places of rows, from the first to the one behind the last. */
export interface RowsInSight {
  readonly first: number;
  readonly last: number;
}

interface Scrolled {
  /** Pixels. */
  readonly scrollTop: number;
  /** Of what is seen; 0 before it is known. */
  readonly height: number;
  readonly row: number;
  readonly count: number;
}

/** Rows that are drawn beyond the edges, so that scrolling finds them there. */
const BEYOND = 8;
/** Before it is known how many are seen. */
const FIRST = 24;

/** The rows to draw of a list that is scrolled. */
export function rowsInSight({ scrollTop, height, row, count }: Scrolled): RowsInSight {
  const seen = height > 0 ? Math.ceil(height / row) + 2 * BEYOND : FIRST;
  const first = Math.max(0, Math.min(Math.floor(scrollTop / row) - BEYOND, count - seen));
  return { first, last: Math.min(count, first + seen) };
}
