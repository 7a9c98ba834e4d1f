import { probabilitiesAt, type Scores } from '../../../src/core/labels/scores.ts';
import type { Arena } from '../../simd/arena.ts';
import type { Bounds } from './bounds.ts';
import type { Contest } from './contest.ts';

/** Probabilities that can be read without a softmax: class c, pixel i is the float c · classStride + i · pixelStride. */
export interface Planes {
  /** Address. */
  readonly at: number;
  readonly classStride: number;
  readonly pixelStride: number;
}

/** The probabilities where the filter looks at them: logits become planes of their own, anything else is taken as it is. */
export interface PlaneSource {
  /** Makes room; within `Arena.settle`. */
  fit(scores: Scores): void;
  of(scores: Scores, contest: Contest, bounds: Bounds, radius: number): Planes;
}

export function createPlanes(arena: Arena): PlaneSource {
  const room = arena.room('planes');
  let known = new Uint8Array(0);
  let one = new Float32Array(0);
  return {
    fit(scores) {
      room.fit({ planes: 4 * lengthOf(scores) });
    },
    of(scores, contest, bounds, radius) {
      const at = room.at.planes;
      const planes = new Float32Array(arena.buffer, at, lengthOf(scores));
      const { width, height, classes, classStride, pixelStride } = scores;
      if (scores.kind !== 'logits') {
        planes.set(scores.data);
        return { at, classStride, pixelStride };
      }
      const pixels = width * height;
      if (known.length !== pixels) known = new Uint8Array(pixels);
      if (one.length !== classes) one = new Float32Array(classes);
      learn(scores, contest.cornerList, bounds, radius, known.fill(0), one, planes);
      return { at, classStride: pixels, pixelStride: 1 };
    },
  };
}

function lengthOf({ kind, width, height, classes, data }: Scores): number {
  return kind === 'logits' ? width * height * classes : data.length;
}

/** All that lies in a window around a contested corner. */
function learn(
  scores: Scores,
  corners: Int32Array,
  { left, right, top, bottom }: Bounds,
  radius: number,
  known: Uint8Array,
  one: Float32Array,
  out: Float32Array,
): void {
  const { width, classes } = scores;
  const pixels = known.length;
  for (const corner of corners) {
    const x = corner % width;
    const y = (corner - x) / width;
    const from = Math.max(left, x - radius);
    const to = Math.min(right, x + radius);
    const last = Math.min(bottom, y + radius);
    for (let v = Math.max(top, y - radius); v <= last; v += 1) {
      for (let at = v * width + from; at <= v * width + to; at += 1) {
        if (known[at] !== 0) continue;
        known[at] = 1;
        probabilitiesAt(scores, at, one);
        for (let c = 0, i = at; c < classes; c += 1, i += pixels) out[i] = one[c]!;
      }
    }
  }
}
