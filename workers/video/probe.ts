import { pixelAt } from '../../src/core/geometry/pixel-at.ts';
import type { LabelMap } from '../../src/core/labels/label-map.ts';
import type { Size } from '../../src/core/geometry/fit.ts';

export interface LabelProbe {
  readonly classId: number;
  /** The pixel's place in the map. */
  readonly at: number;
  /** The class's share of the picture. */
  readonly share: number;
  /** Pixels of the connected region (4 neighbours) around the point. */
  readonly region: number;
}

/** What a label map says at a point. @param x,y 0 to 1 */
export function probeLabels(labels: LabelMap, size: Size, x: number, y: number): LabelProbe {
  const at = pixelAt(size, x, y);
  const classId = labels[at] ?? 0;
  let count = 0;
  for (let i = 0; i < labels.length; i += 1) if (labels[i] === classId) count += 1;
  return { classId, at, share: count / labels.length, region: regionSize(labels, size.width, at) };
}

/** Fills the region line by line. */
function regionSize(labels: LabelMap, width: number, seed: number): number {
  const id = labels[seed];
  const seen = new Uint8Array(labels.length);
  const stack = [seed];
  let size = 0;
  while (stack.length > 0) {
    const at = stack.pop()!;
    if (seen[at]) continue;
    const start = at - (at % width);
    let left = at;
    let right = at;
    while (left > start && labels[left - 1] === id && !seen[left - 1]) left -= 1;
    while (right < start + width - 1 && labels[right + 1] === id && !seen[right + 1]) right += 1;
    size += right - left + 1;
    seen.fill(1, left, right + 1);
    for (const line of [-width, width]) {
      for (let i = left + line, inside = false; i <= right + line; i += 1) {
        const open = labels[i] === id && seen[i] === 0;
        if (open && !inside) stack.push(i);
        inside = open;
      }
    }
  }
  return size;
}
