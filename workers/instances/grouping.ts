import { cellSlots, type CentreOffsets } from './cell-slots.ts';
import { createTallies, type Tallies } from './tallies.ts';
import type { Axis } from '../../src/core/geometry/bilinear.ts';
import type { Size } from '../../src/core/geometry/fit.ts';
import { isSpeck } from '../../src/core/instances/instance.ts';
import type { LabelMap } from '../../src/core/labels/label-map.ts';
import type { Labelled } from '../../src/core/labels/labelled.ts';
import { findCentres, type Centre, type CentreOptions } from './centres.ts';
import { cellMiddles } from './cell-middles.ts';
import type { Region } from './things.ts';

/** What a network says of things, on the grid of its class scores. */
export interface CentreHeads {
  /** How much each cell is the centre of a thing. */
  readonly heat: Float32Array;
  readonly offsets: CentreOffsets;
  readonly grid: Size;
}

export interface GroupedThing extends Region {
  readonly score: number;
}

/** Of the weight of a cell in a pixel between two. */
const WEIGHT_PARTS = 64;

/**
 * Gathers the pixels of things around centres (Panoptic-DeepLab, Cheng et al. 2020): a cell belongs to the centre that is nearest to
 * where it points, a pixel to that of the cells around it which weighs most, of those of its own class where there are any. A thing's
 * class is that of most of its pixels; those of others are none of it. Specks are left out.
 * @param map takes the number of each pixel's thing, from 1 on, the surest first; 0: none
 */
export function groupThings(
  { heat, offsets, grid }: CentreHeads,
  options: CentreOptions,
  labelled: Pick<Labelled, 'labels' | 'size' | 'grid' | 'placement'>,
  isThing: readonly boolean[],
  map: Uint16Array,
): GroupedThing[] {
  map.fill(0);
  const centres = findCentres(heat, grid, options);
  if (centres.length === 0) return [];
  const slots = cellSlots(offsets, grid, centres);
  const tallies = createTallies(centres.length);
  spread(slots, grid, labelled, isThing, map, tallies);
  return settle(tallies, centres, labelled.labels, map);
}

/** Gives each pixel of a thing its slot, and counts it. */
function spread(
  slotOf: (cell: number) => number,
  { width: columns }: Size,
  { labels, size, grid: { x, y }, placement, grid }: Pick<Labelled, 'labels' | 'size' | 'grid' | 'placement'>,
  isThing: readonly boolean[],
  map: Uint16Array,
  tallies: Tallies,
): void {
  const { width, height } = size;
  const middles = cellMiddles(grid.source, placement, size);
  const right = weightsOf(x);
  const down = weightsOf(y);
  for (let row = 0, from = 0; row < height; row += 1, from += width) {
    const upper = y.low[row]! * columns;
    const lower = y.high[row]! * columns;
    for (let start = 0, end = 0; start < width; start = end) {
      const label = labels[from + start]!;
      end = start + 1;
      while (end < width && labels[from + end] === label) end += 1;
      if (!isThing[label]) continue;
      // pixels of one slot side by side are kept back, and written together
      let current = 0;
      let begin = start;
      for (let at = start, next = start; at < end; at = next) {
        // as far as the cells around it are the same
        const column = x.low[at]!;
        next = at + 1;
        while (next < end && x.low[next] === column) next += 1;
        const beside = x.high[at]!;
        const a = slotOf(upper + column);
        const b = slotOf(upper + beside);
        const c = slotOf(lower + column);
        const d = slotOf(lower + beside);
        if (a === b && a === c && a === d) {
          if (a === current) continue;
          write(current, label, row, begin, at);
          current = a;
          begin = at;
          continue;
        }
        const own = (cell: number): number => Number(labels[middles(cell)] === label);
        const alike = [own(upper + column), own(upper + beside), own(lower + column), own(lower + beside)];
        const counted = alike.includes(1) ? alike : ALL;
        const slots = [a, b, c, d];
        for (; at < next; at += 1) {
          const voted = vote(slots, counted, right[at]!, down[row]!);
          if (voted === current) continue;
          write(current, label, row, begin, at);
          current = voted;
          begin = at;
        }
      }
      write(current, label, row, begin, end);
    }
  }

  function write(slot: number, label: number, row: number, start: number, end: number): void {
    if (slot === 0 || start === end) return;
    for (let at = row * width + start; at < row * width + end; at += 1) map[at] = slot;
    tallies.add(slot, label, row, start, end);
  }
}

type Corners = readonly number[];

const ALL: Corners = [1, 1, 1, 1];

/** The slot that weighs most among those of four cells; the lower one of equals; 0: none weighs anything. */
function vote(slots: Corners, counted: Corners, right: number, down: number): number {
  const left = WEIGHT_PARTS - right;
  const up = WEIGHT_PARTS - down;
  const weights = [left * up, right * up, left * down, right * down];
  let most = 0;
  let best = 0;
  for (const slot of slots) {
    let sum = 0;
    for (let i = 0; i < 4; i += 1) if (slots[i] === slot) sum += weights[i]! * counted[i]!;
    if (sum > most || (sum === most && sum > 0 && slot < best)) {
      most = sum;
      best = slot;
    }
  }
  return best;
}

function weightsOf({ weight }: Axis): Uint8Array {
  return Uint8Array.from(weight, (share) => Math.floor(share * WEIGHT_PARTS + 0.5));
}

/** Makes things of what was counted, and their numbers of the slots in the map. */
function settle({ of }: Tallies, centres: readonly Centre[], labels: LabelMap, map: Uint16Array): GroupedThing[] {
  const things: GroupedThing[] = [];
  const numbers = new Uint16Array(of.length);
  const classes = new Uint16Array(of.length);
  for (let slot = 1; slot < of.length; slot += 1) {
    const own = of[slot]!.toSorted((a, b) => b.area - a.area || a.classId - b.classId)[0];
    if (!own || isSpeck(own.area, labels.length)) continue;
    const { classId, area, left, top, right, bottom } = own;
    const box = { x: left, y: top, width: right - left, height: bottom - top };
    numbers[slot] = things.push({ classId, area, box, score: centres[slot - 1]!.score });
    classes[slot] = classId;
  }
  for (let i = 0; i < map.length; i += 1) {
    const slot = map[i]!;
    if (slot !== 0) map[i] = labels[i] === classes[slot] ? numbers[slot]! : 0;
  }
  return things;
}
