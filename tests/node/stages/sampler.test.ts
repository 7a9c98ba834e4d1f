import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import type { Placement, Size } from '../../../src/core/geometry/fit.ts';
import type { Scores } from '../../../src/core/labels/scores.ts';
import { createArena } from '../../../workers/simd/arena.ts';
import { confidence, entropy, resampleConfidence } from '../../../workers/stages/confidence/confidence.ts';
import { createOnGrid } from '../../../workers/stages/confidence/on-grid.ts';
import { createSampler } from '../../../workers/stages/confidence/sampler.ts';
import { resampleMap } from '../../../workers/stages/ensemble/ensemble.ts';
import { randomly } from '../../fixtures/randomly.ts';
import { randomScores, scoresOf, someScores, somePlacement, someSize } from './reference.ts';

/** How far kernels may be from their twins: what floats of 32 bits lose. */
const TOLERANCE = { confidence: 5e-7, entropy: 5e-6, probabilities: 5e-7 };
const NAMES = ['confidence', 'entropy', 'probabilities'] as const;

// one for all: nothing may be left of the frame before
const sampler = createSampler();

const whole = ({ width, height }: Size): Placement => ({ x: 0, y: 0, width, height });

function expectTwins(scores: Scores, at: Placement, target: Size, wanted: readonly (typeof NAMES)[number][] = NAMES) {
  const pixels = target.width * target.height;
  const grid = bilinearGrid(scores, at, target);
  const lengths = { confidence: pixels, entropy: pixels, probabilities: scores.classes * pixels };
  const floats = () => Object.fromEntries(wanted.map((name) => [name, new Float32Array(lengths[name]).fill(7)]));
  const [own, twin] = [floats(), floats()];
  const bytes = Object.fromEntries(wanted.map((name) => [name, new Uint8Array(lengths[name]).fill(7)]));
  for (const map of Object.values(twin)) map.fill(0);
  const before = scores.data.slice();
  sampler.run(scores, grid, own);
  sampler.run(scores, grid, bytes);
  resampleConfidence(scores, grid, twin);
  expect(scores.data).toEqual(before);
  for (const name of wanted) expect(differing(twin[name]!, own[name]!, bytes[name]!, TOLERANCE[name]), name).toBeNull();
}

/** The first place where a map, or its bytes, are too far from the twin's: by hand, as there are many. */
function differing(twin: Float32Array, own: Float32Array, bytes: Uint8Array, tolerance: number): object | null {
  for (let i = 0; i < twin.length; i += 1) {
    const value = twin[i]!;
    const near = tolerance * Math.max(1, Math.abs(value));
    const same = Number.isNaN(value)
      ? Number.isNaN(own[i]!)
      : Object.is(own[i]!, value) || Math.abs(own[i]! - value) <= near;
    const byte = value > 0 ? 255 * Math.min(1, value) : 0;
    if (same && Math.abs(bytes[i]! - byte) <= 0.5 + 255 * near) continue;
    return { i, twin: value, own: own[i], byte: bytes[i] };
  }
  return null;
}

describe('maps of scores by kernels', () => {
  it('are those of their twins, larger or smaller, wherever the frame lies', () => {
    const scene = someScores.chain((scores) => fc.tuple(fc.constant(scores), somePlacement(scores), someSize));
    fc.assert(
      fc.property(scene, ([scores, at, target]) => expectTwins(scores, at, target)),
      { numRuns: 300 },
    );
  });

  it.each([
    [100, 90, 640, 100],
    [256, 40, 257, 39],
    [33, 31, 1024, 3],
    [64, 64, 21, 64],
    [1, 1, 5, 5],
    [5, 1, 640, 1],
  ])('of a grid of %i × %i at %i × %i, in several strips', (width, height, across, down) => {
    const target = { width: across, height: down };
    for (const kind of ['binary', 'logits', 'probabilities'] as const) {
      for (const interleaved of [false, true]) {
        const scores = randomScores({ width, height, classes: 3, kind, interleaved }, width + across);
        expectTwins(scores, whole(scores), target);
      }
    }
  });

  it('are made only where they were asked for', () => {
    const scores = randomScores({ width: 6, height: 5, classes: 4, kind: 'logits', interleaved: false }, 1);
    for (const name of NAMES) expectTwins(scores, whole(scores), { width: 13, height: 9 }, [name]);
  });

  it('hold what a model says within 0 and 1, or as it says it, and count what is no number as nothing', () => {
    const odd = [NaN, Infinity, -Infinity, 1e30, -1e30, 2, -1, 0, 1, 1e-40, 0.5, 1.0000001];
    for (const kind of ['binary', 'probabilities', 'logits'] as const) {
      for (const classes of [1, 2, 3]) {
        const random = randomly(classes);
        const options = { width: 12, height: 7, classes, kind, interleaved: false };
        const scores = scoresOf(options, () => odd[Math.floor(random() * odd.length)]!);
        expectTwins(scores, whole(scores), { width: 12, height: 7 }, ['confidence', 'entropy']);
        expectTwins(scores, whole(scores), { width: 31, height: 15 }, ['confidence', 'entropy']);
      }
    }
  });

  it('of one class are certain', () => {
    const scores = randomScores({ width: 4, height: 4, classes: 1, kind: 'logits', interleaved: false }, 3);
    expectTwins(scores, whole(scores), { width: 9, height: 9 });
  });

  it('of ids that are certain are those of the nearest one', () => {
    const data = Float32Array.from({ length: 20 }, (_, i) => i % 3);
    const shape = { width: 5, height: 4, classes: 3, pixelStride: 1, classStride: 0 };
    expectTwins({ ...shape, kind: 'ids', data }, whole(shape), { width: 11, height: 10 });
  });

  it('enlarge a map as its twin does', () => {
    fc.assert(
      fc.property(someSize, someSize, fc.integer(), (source, target, seed) => {
        const random = randomly(seed);
        const values = Float32Array.from({ length: source.width * source.height }, () => random());
        const grid = bilinearGrid(source, whole(source), target);
        const pixels = target.width * target.height;
        const [own, twin, bytes] = [new Float32Array(pixels), new Float32Array(pixels), new Uint8Array(pixels)];
        sampler.enlarge(values, grid, own);
        sampler.enlarge(values, grid, bytes);
        resampleMap(values, grid, twin);
        expect(differing(twin, own, bytes, TOLERANCE.probabilities)).toBeNull();
      }),
    );
  });

  it('at the scores’ own size are the measures that overlays show, within 0 and 1', () => {
    const onGrid = createOnGrid(createArena());
    fc.assert(
      fc.property(someScores, (scores) => {
        const twin = new Float32Array(scores.width * scores.height);
        const bytes = (values: Float32Array) => Uint8Array.from(values, (value) => Math.round(255 * value));
        confidence(scores, twin);
        let own = onGrid.of(scores, 'confidence');
        expect(differing(twin, own, bytes(own), TOLERANCE.confidence)).toBeNull();
        entropy(scores, twin);
        own = onGrid.of(scores, 'entropy');
        expect(differing(twin, own, bytes(own), TOLERANCE.entropy)).toBeNull();
      }),
    );
  });
});
