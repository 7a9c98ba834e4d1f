import type { Size } from '../../core/geometry/fit.ts';
import { isSpeck } from '../../core/instances/instance.ts';
import type { LabelMap } from '../../core/labels/label-map.ts';

/**
 * What things a label map holds if each connected region (8 neighbours) of a thing's class is one: what a model that tells things apart is
 * measured against. Specks are left out, as everywhere.
 * @returns height × width: 0 or the number of a region
 */
export function connectedRegions(labels: LabelMap, { width, height }: Size, things: readonly boolean[]): Uint16Array {
  const numbers = new Uint16Array(labels.length);
  const seen = new Uint8Array(labels.length);
  let count = 0;
  for (let start = 0; start < labels.length; start += 1) {
    if (seen[start] || !things[labels[start]!]) continue;
    const region = regionAt(start);
    if (isSpeck(region.length, labels.length)) continue;
    count += 1;
    for (const at of region) numbers[at] = count;
  }
  return numbers;

  function regionAt(start: number): number[] {
    const region = [start];
    seen[start] = 1;
    for (const at of region) {
      const [x, y] = [at % width, Math.floor(at / width)];
      for (let dy = y > 0 ? -1 : 0; dy <= (y < height - 1 ? 1 : 0); dy += 1) {
        for (let dx = x > 0 ? -1 : 0; dx <= (x < width - 1 ? 1 : 0); dx += 1) {
          const next = at + dy * width + dx;
          if (seen[next] || labels[next] !== labels[start]) continue;
          seen[next] = 1;
          region.push(next);
        }
      }
    }
    return region;
  }
}
