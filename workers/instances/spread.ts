import { runsOf, type Axis } from '../../src/core/geometry/bilinear.ts';
import { middlesOf } from './cell-middles.ts';
import type { Ground } from './ground.ts';
import { isCellByCell, spreadCells } from './spread-cells.ts';

/** Of the weight of a cell in a pixel between two. */
const WEIGHT_PARTS = 64;

/** Between four cells that have not all one slot. */
const MIXED = 0;
const UNKNOWN = -1;

/**
 * Gives each pixel of a thing its slot: that of the cells around it which weighs most, of those of its own class where there are any.
 * @param slotOf of a cell, from 1 on
 * @param put takes pixels side by side: their slot, class, row, first column and the one behind the last
 */
export function spread(
  slotOf: (cell: number) => number,
  ground: Ground,
  isThing: readonly boolean[],
  put: (slot: number, label: number, row: number, start: number, end: number) => void,
): void {
  if (isCellByCell(ground)) spreadCells(slotOf, ground, isThing, put);
  else spreadBetween(slotOf, ground, isThing, put);
}

function spreadBetween(
  slotOf: (cell: number) => number,
  { labels, size, grid: { x, y, source }, placement }: Ground,
  isThing: readonly boolean[],
  put: (slot: number, label: number, row: number, start: number, end: number) => void,
): void {
  const { width, height } = size;
  const { width: columns } = source;
  const middles = middlesOf(source, placement, size);
  const right = weightsOf(x);
  const down = weightsOf(y);
  // between the same two columns of cells lie pixels side by side
  const bounds = runsOf(x);
  const between = betweenOf(bounds, width);
  const slots = new Int16Array(bounds.length);
  let upper = -1;
  let lower = -1;

  for (let row = 0, from = 0; row < height; row += 1, from += width) {
    if (y.low[row] !== upper) slots.fill(UNKNOWN);
    upper = y.low[row]!;
    lower = y.high[row]!;
    for (let start = 0, end = 0; start < width; start = end) {
      const label = labels[from + start]!;
      end = start + 1;
      while (end < width && labels[from + end] === label) end += 1;
      if (isThing[label]) along(row, label, start, end);
    }
  }

  /** Pixels of one class. */
  function along(row: number, label: number, start: number, end: number): void {
    let slot = 0;
    let begin = start;
    for (let at = start; at < end;) {
      const run = between[at]!;
      const next = Math.min(end, bounds[run + 1]!);
      const one = oneSlot(run, at);
      if (one !== MIXED) {
        if (one !== slot) {
          if (slot !== 0 && at > begin) put(slot, label, row, begin, at);
          slot = one;
          begin = at;
        }
        at = next;
        continue;
      }
      const [left, beside] = [x.low[at]!, x.high[at]!];
      const a = slotOf(upper * columns + left);
      const b = slotOf(upper * columns + beside);
      const c = slotOf(lower * columns + left);
      const d = slotOf(lower * columns + beside);
      let ofA = likeness(left, upper, label);
      let ofB = likeness(beside, upper, label);
      let ofC = likeness(left, lower, label);
      let ofD = likeness(beside, lower, label);
      if (ofA + ofB + ofC + ofD === 0) ofA = ofB = ofC = ofD = 1;
      const low = down[row]!;
      const high = WEIGHT_PARTS - low;
      for (; at < next; at += 1) {
        const far = right[at]!;
        const near = WEIGHT_PARTS - far;
        const voted = vote(a, b, c, d, near * high * ofA, far * high * ofB, near * low * ofC, far * low * ofD);
        if (voted === slot) continue;
        if (slot !== 0 && at > begin) put(slot, label, row, begin, at);
        slot = voted;
        begin = at;
      }
    }
    if (slot !== 0) put(slot, label, row, begin, end);
  }

  /** The slot of all four cells around the pixels of a run, for as long as rows lie between the same cells. */
  function oneSlot(run: number, at: number): number {
    const known = slots[run]!;
    if (known !== UNKNOWN) return known;
    const [left, beside] = [x.low[at]!, x.high[at]!];
    const slot = slotOf(upper * columns + left);
    const same =
      slot === slotOf(upper * columns + beside) &&
      slot === slotOf(lower * columns + left) &&
      slot === slotOf(lower * columns + beside);
    return (slots[run] = same ? slot : MIXED);
  }

  /** 1 where the middle of a cell is of that class. */
  function likeness(column: number, row: number, label: number): number {
    return labels[middles.rows[row]! * width + middles.columns[column]!] === label ? 1 : 0;
  }
}

/** The slot that weighs most among those of four cells; the lower one of equals; 0: none weighs anything. */
function vote(a: number, b: number, c: number, d: number, ofA: number, ofB: number, ofC: number, ofD: number): number {
  const sumA = ofA + (b === a ? ofB : 0) + (c === a ? ofC : 0) + (d === a ? ofD : 0);
  const sumB = ofB + (a === b ? ofA : 0) + (c === b ? ofC : 0) + (d === b ? ofD : 0);
  const sumC = ofC + (a === c ? ofA : 0) + (b === c ? ofB : 0) + (d === c ? ofD : 0);
  const sumD = ofD + (a === d ? ofA : 0) + (b === d ? ofB : 0) + (c === d ? ofC : 0);
  const most = Math.max(sumA, sumB, sumC, sumD);
  if (most === 0) return 0;
  let best = Infinity;
  if (sumA === most) best = a;
  if (sumB === most && b < best) best = b;
  if (sumC === most && c < best) best = c;
  if (sumD === most && d < best) best = d;
  return best;
}

/** Which run a column is in. */
function betweenOf(bounds: Int32Array, width: number): Uint16Array {
  const runs = new Uint16Array(width);
  for (let run = 0; run + 1 < bounds.length; run += 1) runs.fill(run, bounds[run], bounds[run + 1]);
  return runs;
}

function weightsOf({ weight }: Axis): Uint8Array {
  const parts = new Uint8Array(weight.length);
  for (let i = 0; i < parts.length; i += 1) parts[i] = Math.floor(weight[i]! * WEIGHT_PARTS + 0.5);
  return parts;
}
