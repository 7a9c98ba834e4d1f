import type { BilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import type { LabelMap } from '../../../src/core/labels/label-map.ts';
import type { Scores } from '../../../src/core/labels/scores.ts';
import type { GuidedInput } from '../../../workers/stages/guided-filter/guided-filter.ts';
import type { GuidedOptions } from '../../../workers/stages/guided-filter/options.ts';
import { lead, naiveProbabilities } from './reference.ts';

const mean = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0) / values.length;
const bytes = (word: number): [number, number, number] => [word & 255, (word >>> 8) & 255, (word >>> 16) & 255];
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** What the next frame may keep of one. */
export interface Past {
  readonly guide: readonly number[];
  /** The luma of each pixel that lay between classes. */
  readonly lumas: ReadonlyMap<number, number>;
  /** The cells of the grid in which classes competed, by their upper left corners. */
  readonly contested: ReadonlySet<number>;
}

/**
 * The filter as its formula says it, a pixel at a time; null where two classes are as good as equal.
 * @param past the frame before; null: there is none
 */
export function naive(
  scores: Scores,
  ids: LabelMap,
  { luma, input, pixels, keep = null }: GuidedInput,
  grid: BilinearGrid,
  { radius, epsilon, gain = 1 }: GuidedOptions,
  past: Past | null = null,
): { readonly labels: (number | null)[]; readonly past: Past } {
  const { width, height, classes } = scores;
  const { x: columns, y: rows, target } = grid;
  const [left, right] = [Math.min(...columns.low), Math.max(...columns.high)];
  const [top, bottom] = [Math.min(...rows.low), Math.max(...rows.high)];
  const mixed = (now: number, share: number, before: number | undefined): number =>
    before === undefined ? now : now + share * (before - now);
  const [lumas, contested] = [new Map<number, number>(), new Set<number>()];
  const guide = range(0, width * height - 1).map((i) => {
    const [gx, gy] = [i % width, Math.floor(i / width)];
    const across = range(0, input.width - 1).filter((u) => covers(u, gx, input.width, width));
    const down = range(0, input.height - 1).filter((v) => covers(v, gy, input.height, height));
    const own = mean(down.flatMap((v) => across.map((u) => luma[v * input.width + u]! / 255)));
    return mixed(own, keep?.[i] ?? 0, past?.guide[i]);
  });
  const p = range(0, width * height - 1).map((i) => naiveProbabilities(scores, i));
  const window = (x: number, y: number, before: number, after: number): number[] =>
    range(Math.max(top, y - before), Math.min(bottom, y + after)).flatMap((v) =>
      range(Math.max(left, x - before), Math.min(right, x + after)).map((u) => v * width + u),
    );
  const slope = (i: number, id: number): number => {
    const around = window(i % width, Math.floor(i / width), radius, radius);
    const [g, q] = [mean(around.map((j) => guide[j]!)), mean(around.map((j) => p[j]![id]!))];
    const covariance = mean(around.map((j) => (guide[j]! - g) * (p[j]![id]! - q)));
    return (gain * covariance) / (mean(around.map((j) => (guide[j]! - g) ** 2)) + epsilon);
  };
  const labels = range(0, target.width * target.height - 1).map((pixel) => {
    const [x, y] = [pixel % target.width, Math.floor(pixel / target.width)];
    const [u, v] = [columns.low[x]!, rows.low[y]!];
    const [fx, fy] = [columns.weight[x]!, rows.weight[y]!];
    const corners = [rows.low[y]!, rows.high[y]!].flatMap((r) => [u, columns.high[x]!].map((c) => r * width + c));
    const weights = [(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy];
    const enlarged = (value: (i: number) => number): number =>
      corners.reduce((sum, corner, k) => sum + weights[k]! * value(corner), 0);
    const at = Math.min(pixels.width - 1, Math.floor(((x + 0.5) * pixels.width) / target.width));
    const line = Math.min(pixels.height - 1, Math.floor(((y + 0.5) * pixels.height) / target.height));
    const [r, g, b] = bytes(pixels.words[line * pixels.width + at]!);
    const rivals = new Set(window(u, v, radius, radius + 1).map((i) => ids[i]!));
    if (rivals.size === 1) return [...rivals][0]!;
    const cell = v * width + u;
    const around = [v, rows.high[y]!].flatMap((r) => [u, Math.min(u + 1, width - 1)].map((c) => r * width + c));
    const kept = past?.contested.has(cell) ? Math.min(...around.map((corner) => keep?.[corner] ?? 0)) : 0;
    const own = mixed((2 * r + 5 * g + b) / 8 / 255, kept, past?.lumas.get(pixel));
    contested.add(cell);
    lumas.set(pixel, own);
    const inside = x >= columns.begin && x < columns.end && y >= rows.begin && y < rows.end;
    const detail = inside ? own - enlarged((i) => guide[i]!) : 0;
    const q = range(0, classes - 1).map((id) =>
      rivals.has(id) ? enlarged((i) => p[i]![id]!) + enlarged((i) => slope(i, id)) * detail : -Infinity,
    );
    if (lead(q) < 1e-5) return null;
    return q.indexOf(Math.max(...q));
  });
  return { labels, past: { guide, lumas, contested } };
}

/** Whether pixel `u` of `inputs` lies in cell `x` of `cells`. */
function covers(u: number, x: number, inputs: number, cells: number): boolean {
  const from = Math.floor((x * inputs) / cells);
  return u >= from && u < Math.max(from + 1, Math.floor(((x + 1) * inputs) / cells));
}
