import type { BilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import type { MapValues } from '../../../src/core/labels/score-maps.ts';
import type { Scores } from '../../../src/core/labels/scores.ts';
import type { SampledMaps } from './sampled-maps.ts';

/** Of ids that are certain: the nearest one's class. */
export function certain({ data, width }: Scores, { x, y, target }: BilinearGrid, out: SampledMaps): void {
  out.confidence?.fill(oneIn(out.confidence));
  out.entropy?.fill(0);
  const { probabilities } = out;
  if (!probabilities) return;
  const one = oneIn(probabilities);
  const pixels = target.width * target.height;
  probabilities.fill(0);
  for (let row = 0, at = 0; row < target.height; row += 1) {
    const line = (y.weight[row]! < 0.5 ? y.low[row]! : y.high[row]!) * width;
    for (let column = 0; column < target.width; column += 1, at += 1) {
      const id = data[line + (x.weight[column]! < 0.5 ? x.low[column]! : x.high[column]!)]!;
      probabilities[id * pixels + at] = one;
    }
  }
}

/** How such a map holds 1. */
function oneIn(map: MapValues): number {
  return map instanceof Uint8Array ? 255 : 1;
}
