import type { Size } from '../../src/core/geometry/fit.ts';
import { isSpeck } from '../../src/core/instances/instance.ts';
import type { LabelMap } from '../../src/core/labels/label-map.ts';
import { cellSlots, type CentreOffsets } from './cell-slots.ts';
import { findCentres, type Centre, type CentreOptions } from './centres.ts';
import type { Ground } from './ground.ts';
import { createSpans, type Spans } from './spans.ts';
import { spread } from './spread.ts';
import { createTallies, type Tallies } from './tallies.ts';
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

/**
 * Gathers the pixels of things around centres (Panoptic-DeepLab, Cheng et al. 2020): a cell belongs to the centre that is nearest to
 * where it points, a pixel to that of the cells around it which weighs most, of those of its own class where there are any. A thing's
 * class is that of most of its pixels; those of others are none of it. Specks are left out, and what gathers around unsure centres.
 * @param map takes the number of each pixel's thing, from 1 on, the surest first; 0: none
 */
export function groupThings(
  { heat, offsets, grid }: CentreHeads,
  options: CentreOptions,
  ground: Ground,
  isThing: readonly boolean[],
  map: Uint16Array,
): GroupedThing[] {
  map.fill(0);
  const centres = findCentres(heat, grid, options);
  if (centres.length === 0) return [];
  const spans = createSpans();
  const tallies = createTallies(centres.length);
  const { width } = ground.size;
  spread(cellSlots(offsets, grid, centres), ground, isThing, (slot, label, row, start, end) => {
    spans.add(row * width + start, row * width + end, slot);
    tallies.add(slot, label, row, start, end);
  });
  return settle(tallies, { centres, sure: options.sure ?? 0 }, spans, ground.labels, map);
}

/** Makes things of what was counted, and writes their numbers into the map. */
function settle(
  { of }: Tallies,
  { centres, sure }: { readonly centres: readonly Centre[]; readonly sure: number },
  { numbers: spans, length }: Spans,
  labels: LabelMap,
  map: Uint16Array,
): GroupedThing[] {
  const things: GroupedThing[] = [];
  const numbers = new Uint16Array(of.length);
  const classes = new Uint16Array(of.length);
  for (let slot = 1; slot < of.length; slot += 1) {
    const own = of[slot]!.toSorted((a, b) => b.area - a.area || a.classId - b.classId)[0];
    if (!own || isSpeck(own.area, labels.length) || centres[slot - 1]!.score < Math.fround(sure)) continue;
    const { classId, area, left, top, right, bottom } = own;
    const box = { x: left, y: top, width: right - left, height: bottom - top };
    numbers[slot] = things.push({ classId, area, box, score: centres[slot - 1]!.score });
    classes[slot] = classId;
  }
  for (let i = 0; i < length; i += 3) {
    const slot = spans[i + 2]!;
    // the pixels of a span are of one class
    if (numbers[slot] !== 0 && labels[spans[i]!] === classes[slot]) map.fill(numbers[slot]!, spans[i], spans[i + 1]);
  }
  return things;
}
