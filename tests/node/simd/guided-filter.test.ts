import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import { packPixel } from '../../../src/core/labels/palette.ts';
import type { Scores } from '../../../src/core/labels/scores.ts';
import { argmax } from '../../../workers/stages/argmax/argmax.ts';
import { createGuidedFilter, type GuidedInput } from '../../../workers/stages/guided-filter/guided-filter.ts';
import { randomly, scoresOf, somePlacement, someSize } from '../stages/reference.ts';
import { createTwin } from './twins/guided-filter.ts';

/** Blobs of a few classes, softly bounded, that move with `step`. */
function blobs(shape: Omit<Parameters<typeof scoresOf>[0], never>, step: number, seed: number): Scores {
  const random = randomly(seed);
  const centres = Array.from({ length: shape.classes }, () => [random() * shape.width, random() * shape.height]);
  return scoresOf(shape, (pixel, id) => {
    const [x, y] = [(pixel % shape.width) - step, Math.floor(pixel / shape.width)];
    const [cx, cy] = centres[id] ?? [0, 0];
    const near = Math.exp(-Math.hypot(x - cx!, y - cy!) / 2);
    return shape.kind === 'logits' ? 6 * near : near;
  });
}

const noise = (width: number, height: number, seed: number): Uint32Array => {
  const random = randomly(seed);
  const byte = (): number => Math.floor(random() * 256);
  return Uint32Array.from({ length: width * height }, () => packPixel(byte(), byte(), byte()));
};

describe("the guided filter's kernels", () => {
  it('label every pixel as plain JavaScript does, frame after frame, at any size', () => {
    const scene = fc
      .record({
        width: fc.integer({ min: 1, max: 40 }),
        height: fc.integer({ min: 1, max: 12 }),
        classes: fc.constantFrom(2, 4, 40),
        kind: fc.constantFrom('logits' as const, 'probabilities' as const, 'binary' as const),
        interleaved: fc.boolean(),
      })
      .chain((shape) =>
        fc.record({
          shape: fc.constant(shape),
          at: somePlacement(shape),
          target: someSize,
          sameFrame: fc.boolean(),
          frame: someSize,
          radius: fc.integer({ min: 1, max: 4 }),
          seed: fc.integer(),
        }),
      );
    fc.assert(
      fc.property(scene, ({ shape, at, target, sameFrame, frame, radius, seed }) => {
        const size = sameFrame ? target : frame;
        const grid = bilinearGrid(shape, at, target);
        const [stage, twin] = [createGuidedFilter(), createTwin()];
        const random = randomly(seed);
        for (const step of [0, 1, 2]) {
          const scores = blobs(shape, step, seed);
          const count = shape.width * shape.height;
          const luma = Float32Array.from({ length: count }, () => random() * 255);
          const keep = step === 0 ? null : Float32Array.from({ length: count }, () => random() * 0.9);
          const pixels = { ...size, words: noise(size.width, size.height, seed + step) };
          const guide: GuidedInput = { luma, input: shape, pixels, keep };
          const ids = new Uint8Array(count);
          argmax(scores, ids);
          const run = (each: Pick<typeof stage, 'run'>): [Uint8Array, Uint32Array] => {
            const out = new Uint8Array(target.width * target.height).fill(77);
            const counts = new Uint32Array(256).fill(5);
            each.run(scores, ids, guide, grid, { radius, epsilon: 1e-3, gain: 1.5 }, out, counts);
            return [out, counts];
          };
          expect(run(stage)).toEqual(run(twin));
        }
      }),
      { numRuns: 120 },
    );
  });
});
