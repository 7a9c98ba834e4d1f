import { bilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import type { Size } from '../../../src/core/geometry/fit.ts';
import type { CentreOptions } from '../../../workers/instances/centres.ts';
import type { CentreHeads, GroupedThing } from '../../../workers/instances/grouping.ts';

interface Scene extends CentreHeads, CentreOptions {
  readonly labels: Uint8Array;
  readonly size: Size;
  readonly isThing: readonly boolean[];
}

/** What grouping.ts does, a pixel at a time and by the words of its rule. */
export function groupedByDefinition(scene: Scene): { things: GroupedThing[]; map: Uint16Array } {
  const { labels, size } = scene;
  const peaks = peaksOf(scene);
  const own = slotsOf(scene, peaks);
  const map = new Uint16Array(labels.length);
  const things: GroupedThing[] = [];
  peaks.forEach(({ value }, index) => {
    const pixels = own.flatMap((slot, at) => (slot === index + 1 ? [at] : []));
    const counts = scene.isThing.map((_, id) => pixels.filter((at) => labels[at] === id).length);
    const area = Math.max(...counts);
    const classId = counts.indexOf(area);
    if (area === 0 || area * 2000 < labels.length) return;
    if (Math.min(1, value) < Math.fround(scene.sure ?? 0)) return;
    const rest = pixels.filter((at) => labels[at] === classId);
    const [xs, ys] = [rest.map((at) => at % size.width), rest.map((at) => Math.floor(at / size.width))];
    const [x, y] = [Math.min(...xs), Math.min(...ys)];
    const box = { x, y, width: Math.max(...xs) + 1 - x, height: Math.max(...ys) + 1 - y };
    const id = things.push({ classId, score: Math.min(1, value), area, box });
    rest.forEach((at) => (map[at] = id));
  });
  return { things, map };
}

interface Peak {
  readonly value: number;
  readonly at: number;
}

function peaksOf({ heat, grid: { width, height }, threshold, window, topK }: Scene): Peak[] {
  const reach = (window - 1) / 2;
  const cells = Array.from(heat, (value, at) => ({ value: Number.isFinite(value) && value > 0 ? value : 0, at }));
  const near = (a: number, b: number): boolean => Math.abs(a - b) <= reach;
  return cells
    .slice(0, width * height)
    .filter(
      ({ value, at }) =>
        value >= Math.fround(threshold) &&
        cells.every(
          (other) =>
            !near(at % width, other.at % width) ||
            !near(Math.floor(at / width), Math.floor(other.at / width)) ||
            other.value < value ||
            (other.value === value && other.at >= at),
        ),
    )
    .toSorted((a, b) => b.value - a.value || a.at - b.at)
    .slice(0, topK);
}

/** The peak of each pixel, counted from 1. */
function slotsOf(scene: Scene, peaks: readonly Peak[]): number[] {
  const { labels, size, grid, isThing } = scene;
  const { width } = grid;
  const axes = bilinearGrid(grid, { x: 0, y: 0, ...grid }, size);
  const cellSlots = Array.from({ length: width * grid.height }, (_, cell) => cellSlot(scene, peaks, cell));
  const middle = (cell: number): number => {
    const x = Math.floor((((cell % width) + 0.5) / width) * size.width);
    const y = Math.floor(((Math.floor(cell / width) + 0.5) / grid.height) * size.height);
    return Math.min(size.height - 1, y) * size.width + Math.min(size.width - 1, x);
  };
  return Array.from(labels, (label, at) => {
    if (!isThing[label]) return 0;
    const [x, y] = [at % size.width, Math.floor(at / size.width)];
    const [right, low] = [Math.floor(axes.x.weight[x]! * 64 + 0.5), Math.floor(axes.y.weight[y]! * 64 + 0.5)];
    const corners = [
      { cell: axes.y.low[y]! * width + axes.x.low[x]!, weight: (64 - right) * (64 - low) },
      { cell: axes.y.low[y]! * width + axes.x.high[x]!, weight: right * (64 - low) },
      { cell: axes.y.high[y]! * width + axes.x.low[x]!, weight: (64 - right) * low },
      { cell: axes.y.high[y]! * width + axes.x.high[x]!, weight: right * low },
    ];
    if (new Set(corners.map(({ cell }) => cellSlots[cell])).size === 1) return cellSlots[corners[0]!.cell]!;
    const alike = corners.filter(({ cell }) => labels[middle(cell)] === label);
    const votes = new Map<number, number>();
    for (const { cell, weight } of alike.length > 0 ? alike : corners) {
      votes.set(cellSlots[cell]!, (votes.get(cellSlots[cell]!) ?? 0) + weight);
    }
    const [winner] = [...votes].filter(([, sum]) => sum > 0).toSorted((a, b) => b[1] - a[1] || a[0] - b[0]);
    return winner?.[0] ?? 0;
  });
}

function cellSlot({ offsets, grid: { width, height } }: Scene, peaks: readonly Peak[], cell: number): number {
  const offset = (channel: number): number => {
    const value = offsets.data[channel * offsets.channelStride + cell * offsets.pixelStride]!;
    const most = 16 * Math.max(width, height);
    return Number.isFinite(value) ? Math.min(most, Math.max(-most, Math.floor(Math.fround(value * 16 + 0.5)))) : 0;
  };
  const x = Math.min(16 * (width - 1), Math.max(0, 16 * (cell % width) + offset(1)));
  const y = Math.min(16 * (height - 1), Math.max(0, 16 * Math.floor(cell / width) + offset(0)));
  const far = peaks.map(({ at }) => (16 * (at % width) - x) ** 2 + (16 * Math.floor(at / width) - y) ** 2);
  return far.indexOf(Math.min(...far)) + 1;
}
