/** What a cell of the grid is: background, foreground, or in doubt. */
export const CLEAR: u8 = 0;
export const SOLID: u8 = 1;
export const CONTESTED: u8 = 2;
/** Added to what a cell is that was in doubt a frame ago. */
export const BEFORE: u8 = 4;
/** Added to those in doubt and to those around them. */
export const NEEDED: u8 = 8;
/** What it is, without these. */
export const STATE: u8 = 3;

/** The order of work, as `stages/matte/matte.ts` writes it: addresses and sizes, then the constants of the method. */
@unmanaged
export class MatteOrder {
  width: i32;
  height: i32;
  /** Of the cells that anything is worked out for; the last ones included. */
  left: i32;
  right: i32;
  top: i32;
  bottom: i32;
  /** How probably a cell is in front, and the most and the least of that around it. */
  p: usize;
  most: usize;
  least: usize;
  /** Of `cellColours`. */
  colours: usize;
  /** How much a cell or one of its neighbours has changed. */
  moved: usize;
  /** A byte a cell. */
  states: usize;
  /** Twelve floats a cell, as the sums over windows and the cells. */
  weighed: usize;
  sums: usize;
  cells: usize;
  /** Of the picture. */
  words: usize;
  frameWidth: i32;
  frameHeight: i32;
  /** The two cells beside each column and row of the picture, and the weight of the second. */
  lowX: usize;
  highX: usize;
  weightX: usize;
  lowY: usize;
  highY: usize;
  weightY: usize;
  /** Where each run of columns between the same cells begins, and the end. */
  runs: usize;
  runCount: i32;
  /** Room for three numbers a run. */
  spans: usize;
  /** The picture smoothed over time, where it was in doubt a frame ago: RGBA words. */
  past: usize;
  mirrored: i32;
  /** Words of the grid that what is in front is laid over; 0: it is left alone. */
  behind: usize;
  /** Room for 24 bytes a column of the picture, and 96 more. */
  lines: usize;
  out: usize;
  sure: f32;
  doubt: f32;
  noise: f32;
  trust: f32;
  soft: f32;
  low: f32;
  high: f32;
  still: f32;
  moving: f32;
  strength: f32;
  blur: f32;
}
