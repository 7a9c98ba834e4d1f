import type { LabelMap } from '../../../src/core/labels/label-map.ts';
import type { Scores } from '../../../src/core/labels/scores.ts';

/**
 * The class with the highest score at each pixel; the lower id wins a tie, and a NaN never wins.
 * @param out height × width class ids
 */
export function argmax(scores: Scores, out: LabelMap): void {
  if (scores.kind === 'ids') out.set(scores.data);
  else if (scores.kind === 'binary') threshold(scores, out);
  else if (scores.classStride >= scores.pixelStride) planar(scores, out);
  else interleaved(scores, out);
}

function threshold({ data, pixelStride }: Scores, out: LabelMap): void {
  for (let i = 0, at = 0; i < out.length; i += 1, at += pixelStride) out[i] = data[at]! > 0.5 ? 1 : 0;
}

/** A block of pixels at a time, so that its best scores stay in the cache while the planes pass by. */
function planar({ data, classes, classStride, pixelStride }: Scores, out: LabelMap): void {
  const block = 1024;
  const best = new Float32Array(block);
  for (let start = 0; start < out.length; start += block) {
    const count = Math.min(block, out.length - start);
    best.fill(-Infinity);
    for (let i = 0; i < count; i += 1) out[start + i] = 0;
    for (let c = 0; c < classes; c += 1) {
      let at = c * classStride + start * pixelStride;
      for (let i = 0; i < count; i += 1, at += pixelStride) {
        const score = data[at]!;
        if (score > best[i]!) {
          best[i] = score;
          out[start + i] = c;
        }
      }
    }
  }
}

function interleaved({ data, classes, classStride, pixelStride }: Scores, out: LabelMap): void {
  for (let i = 0; i < out.length; i += 1) {
    const base = i * pixelStride;
    let best = -Infinity;
    let id = 0;
    for (let c = 0; c < classes; c += 1) {
      const score = data[base + c * classStride]!;
      if (score > best) {
        best = score;
        id = c;
      }
    }
    out[i] = id;
  }
}
