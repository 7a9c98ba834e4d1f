import type { BilinearGrid } from '../../../../src/core/geometry/bilinear.ts';
import type { GuidedOptions } from '../../../../workers/stages/guided-filter/options.ts';
import { probabilitiesAt, type Scores } from '../../../../src/core/labels/scores.ts';
import { boundsOf } from '../../../../workers/stages/guided-filter/bounds.ts';
import type { GuidedInput } from '../../../../workers/stages/guided-filter/guided-filter.ts';
import { createCoefficients } from './coefficients.ts';
import { createEnlargement, enlarge, type Enlargement } from './cells.ts';
import { createContestFinder } from './contest.ts';

/** The guided filter in plain JavaScript, step by step as the kernels do it; the guide's grid is the model's input. */
export function createTwin() {
  let enlargement: Enlargement | null = null;
  let past: Float32Array | null = null;
  return {
    run(
      scores: Scores,
      ids: Uint8Array,
      { luma, pixels, keep = null }: GuidedInput,
      grid: BilinearGrid,
      { radius, epsilon, gain = 1 }: GuidedOptions,
      out: Uint8Array,
      counts: Uint32Array,
    ): void {
      const { width, height, classes } = scores;
      const count = width * height;
      const binary = scores.kind === 'binary';
      const bounds = boundsOf(grid);
      const guide = Float32Array.from(luma, (value) => value / 255);
      if (keep && past) for (let i = 0; i < count; i += 1) guide[i]! += keep[i]! * (past[i]! - guide[i]!);
      past = guide.slice();
      const contest = createContestFinder(scores, classes).run(ids, bounds, radius);
      const p = binary ? { ...scores, data: scores.data.slice() } : planesOf(scores);
      const a = new Float32Array(count * (binary ? 1 : classes));
      const coefficients = createCoefficients();
      for (let id = binary ? 1 : 0; id < classes; id += 1) {
        if ((contest.present[id >> 5]! & (1 << (id & 31))) === 0) continue;
        const plane = binary ? 0 : id;
        const into = a.subarray(plane * count, (plane + 1) * count);
        const options = { size: scores, bounds, radius, epsilon, gain };
        coefficients.run(guide, p.data, plane * p.classStride, p.pixelStride, contest, id, options, into);
      }
      enlargement ??= createEnlargement(grid, pixels);
      enlarge(enlargement, { ids, p, a, guide, contest, binary, keep }, pixels, out, counts);
    },
  };
}

function planesOf(scores: Scores) {
  const { width, height, classes, kind, classStride, pixelStride } = scores;
  if (kind === 'probabilities') return { data: scores.data.slice(), classStride, pixelStride };
  const count = width * height;
  const data = new Float32Array(count * classes);
  const one = new Float32Array(classes);
  for (let pixel = 0; pixel < count; pixel += 1) {
    probabilitiesAt(scores, pixel, one);
    one.forEach((value, id) => (data[id * count + pixel] = value));
  }
  return { data, classStride: count, pixelStride: 1 };
}
