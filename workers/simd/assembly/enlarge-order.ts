/** What `enlarge` works on: addresses and sizes, in the order in which the guided filter's `enlarge.ts` writes them. */
@unmanaged
export class Order {
  ids: usize;
  /** Sets of competing classes: `ranks` planes. */
  cells: usize;
  ranks: i32;
  /** Scores: plane c, pixel i lies at p + c · classStep + i · pixelStep; steps in bytes. */
  p: usize;
  classStep: usize;
  pixelStep: usize;
  /** Coefficients, a plane for each class; of a binary model one. */
  a: usize;
  /** 1: one plane, the probability of class 1. */
  binary: i32;
  guide: usize;
  /** Share of the past kept at each grid pixel; 0: there is none. */
  keep: usize;
  /** Of the grid. */
  width: i32;
  height: i32;
  /** Of the label map. */
  targetWidth: i32;
  targetHeight: i32;
  words: usize;
  frameWidth: i32;
  /** The column and row of the frame in which the centre of each target column and row lies. */
  columns: usize;
  rows: usize;
  lowX: usize;
  highX: usize;
  weightX: usize;
  beginX: i32;
  endX: i32;
  lowY: usize;
  highY: usize;
  weightY: usize;
  beginY: i32;
  endY: i32;
  /** First target column of each cell of a row, then the number of columns. */
  runs: usize;
  cellsInRow: i32;
  /** Luma of the frame before, smoothed, for each pixel of the label map. */
  past: usize;
  /** The frame in which each cell was last contested, and the number of this one. */
  seen: usize;
  now: i32;
  /** Of a row of cells three words each: first column, end, and class or −1; then for contested ones the share kept. */
  spans: usize;
  kept: usize;
  /** Of each competing class four doubles, and its id, as wide as in the label map. */
  lines: usize;
  rivals: usize;
  out: usize;
  counts: usize;
  /** Of an id: 1 or 2. */
  idBytes: i32;
}

/** What a luma of 8 · 255 weighs: (2 R + 5 G + B) / 8 of bytes, as 0 to 1. */
export const LUMA: f64 = 1.0 / (8.0 * 255.0);

export function count(order: Order, id: i32, pixels: i32): void {
  const at = order.counts + 4 * <usize>id;
  store<u32>(at, load<u32>(at) + pixels);
}
