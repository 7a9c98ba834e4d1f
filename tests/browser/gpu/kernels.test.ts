import { describe, expect, it } from 'vitest';
import { bilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import { ConfusionMatrix } from '../../../src/core/metrics/confusion.ts';
import type { Size } from '../../../src/core/geometry/fit.ts';
import { probabilitiesAt, type Scores } from '../../../src/core/labels/scores.ts';
import { countersOf, createCounts, createLabelMap } from '../../../src/core/labels/label-map.ts';
import type { GridShape } from '../../../workers/gpu/grid-shape.ts';
import { labelWords } from '../../../workers/gpu/label-words.ts';
import { createKernel } from '../../../workers/gpu/kernel.ts';
import { createArgmaxKernel } from '../../../workers/stages/argmax/argmax-kernel.ts';
import { argmax } from '../../../workers/stages/argmax/argmax.ts';
import {
  createConfidenceKernel,
  createProbabilitiesKernel,
} from '../../../workers/stages/confidence/confidence-kernel.ts';
import { confidence, entropy } from '../../../workers/stages/confidence/confidence.ts';
import { createConfusionKernel } from '../../../workers/stages/confusion/confusion-kernel.ts';
import { createForegroundKernel } from '../../../workers/stages/foreground/foreground-kernel.ts';
import { foreground } from '../../../workers/stages/foreground/foreground.ts';
import { createMorphologyKernel } from '../../../workers/stages/morphology/morphology-kernel.ts';
import { createMorphology } from '../../../workers/stages/morphology/morphology.ts';
import { createSharesKernel } from '../../../workers/stages/shares/shares-kernel.ts';
import { createSmallRegionsKernel } from '../../../workers/stages/small-regions/small-regions-kernel.ts';
import { createSmallRegions } from '../../../workers/stages/small-regions/small-regions.ts';
import { createTemporalSmoothingKernel } from '../../../workers/stages/temporal-smoothing/temporal-smoothing-kernel.ts';
import { createTemporalSmoothing } from '../../../workers/stages/temporal-smoothing/temporal-smoothing.ts';
import { createUpsampleKernel } from '../../../workers/stages/upsample/upsample-kernel.ts';
import { createUpsample } from '../../../workers/stages/upsample/upsample.ts';
import { randomly } from '../../fixtures/randomly.ts';
import { randomScores, scoresOf } from '../../node/stages/reference.ts';
import { largestDifference, useBench } from './device.ts';
import { compareMattes } from './matte.ts';
import { needs } from '../needs.ts';

const bench = useBench();

const KINDS = ['logits', 'probabilities', 'binary'] as const;
/** Odd ones, one pixel, a row, and one of more than a workgroup. */
const SIZES: readonly Size[] = [
  { width: 1, height: 1 },
  { width: 7, height: 1 },
  { width: 13, height: 9 },
  { width: 32, height: 27 },
];

const SHAPES = [
  ...KINDS.flatMap((kind) => SIZES.map((size) => ({ ...size, classes: 5, kind, interleaved: false }))),
  // class ids of 16 bits
  ...(['logits', 'probabilities'] as const).map((kind) => ({ ...SIZES[2]!, classes: 300, kind, interleaved: false })),
];
/** Random and constant scores of every kind, in every size, and of more classes than a byte has values. */
const CASES = SHAPES.flatMap((options) => {
  const { width, height, kind, classes } = options;
  const name = `${kind} ${width}×${height}${classes > 5 ? ` of ${classes} classes` : ''}`;
  return [
    { name: `random ${name}`, scores: () => randomScores(options, width * 31 + height) },
    { name: `constant ${name}`, scores: () => scoresOf(options, () => 0.2) },
  ];
});

function planarShape({ width, height, classes, kind }: Scores): GridShape {
  if (kind === 'ids') throw new Error('no shader takes them');
  return { width, height, classes, kind, classStride: width * height, pixelStride: 1 };
}

async function probabilitiesOf(scores: Scores): Promise<{ shape: GridShape; buffer: GPUBuffer }> {
  const { device, floats, run } = bench();
  const shape = planarShape(scores);
  const kernel = await createProbabilitiesKernel(device, shape, floats(scores.data));
  await run((pass) => kernel.run(pass));
  return { shape, buffer: kernel.probabilities };
}

async function argmaxOf(shape: GridShape, probabilities: GPUBuffer) {
  const { device, buffers } = bench();
  const ids = buffers.storage('Test.ids', shape.width * shape.height);
  return { ids, ...(await createArgmaxKernel(device, shape, { probabilities, ids })) };
}

describe.each(CASES)('of $name scores', await needs('webGpu'), ({ scores: make }) => {
  it('the kernels find the confidence, entropy and opacity that their twins find', async () => {
    const { device, run, readFloats } = bench();
    const scores = make();
    const pixels = scores.width * scores.height;
    const { shape, buffer } = await probabilitiesOf(scores);
    const kernel = await createConfidenceKernel(device, shape, buffer);
    const mask = await createForegroundKernel(device, shape, buffer, [1]);
    await run((pass) => {
      kernel.run(pass);
      mask.run(pass);
    });
    const found = await readFloats(kernel.confidence, pixels * 2);
    const sure = new Float32Array(pixels);
    const unsure = new Float32Array(pixels);
    confidence(scores, sure);
    entropy(scores, unsure);
    expect(
      largestDifference(
        found.filter((_, i) => i % 2 === 0),
        sure,
      ),
    ).toBeLessThan(1e-4);
    expect(
      largestDifference(
        found.filter((_, i) => i % 2 === 1),
        unsure,
      ),
    ).toBeLessThan(1e-4);
    const front = new Float32Array(pixels);
    foreground(scores, [1], front);
    expect(largestDifference(await readFloats(mask.probability, pixels), front)).toBeLessThan(1e-5);
  });

  it('the kernels find the very labels, shares and counts that their twins find', async () => {
    const { device, buffers, run, readWords, readLabels } = bench();
    const scores = make();
    const { width, height } = scores;
    const { shape, buffer } = await probabilitiesOf(scores);
    const top = await argmaxOf(shape, buffer);
    await run((pass) => top.run(pass));
    const ids = createLabelMap(scores.classes, width * height);
    argmax(scores, ids);
    expect(Array.from(await readWords(top.ids, ids.length))).toEqual(Array.from(ids));

    const target = { width: 2 * width + 3, height: 3 * height + 1 };
    const pixels = target.width * target.height;
    const grid = bilinearGrid(scores, { x: 0, y: 0, width, height }, target);
    const enlarged = buffers.storage('Test.labels', labelWords(scores.classes, pixels));
    const sources = { probabilities: buffer, ids: top.ids, labels: enlarged };
    const enlarge = await createUpsampleKernel(device, shape, grid, sources);
    const counting = await createSharesKernel(device, enlarged, target, scores.classes);
    const truth = Uint8Array.from({ length: 30 * 20 }, (_, i) => (i * 7) % 6);
    const toTruth = new Uint8Array(countersOf(scores.classes)).fill(255);
    toTruth.set([2, 0, 1, 4]);
    toTruth.set([3, 1], scores.classes - 2);
    const options = { labels: enlarged, size: target, classes: 5, toTruth };
    const confused = await createConfusionKernel(device, options);
    await run((pass) => {
      enlarge.run(pass);
      counting.run(pass);
      confused.run(pass, truth, { width: 30, height: 20 });
    });
    const labels = createLabelMap(scores.classes, pixels);
    const tally = createCounts(scores.classes);
    createUpsample().run(scores, ids, grid, labels, tally);
    expect(await readLabels(enlarged, scores.classes, pixels)).toEqual(labels);
    const sums = createCounts(scores.classes);
    labels.forEach((id, place) => (sums[id]! += Math.floor(((place % target.width) * 64) / target.width)));
    expect(await readWords(counting.counts, 2 * tally.length)).toEqual(Uint32Array.of(...tally, ...sums));
    const matrix = new ConfusionMatrix(5);
    matrix.add(labels, target, truth, { width: 30, height: 20 }, toTruth);
    expect(Array.from(await readWords(confused.counts, 25))).toEqual(Array.from(matrix.counts));
  });
});

describe.each(CASES)('of $name scores', await needs('webGpu'), ({ scores: make }) => {
  it.each([
    [1, 0],
    [0, 2],
    [2, 3],
  ])('closing by %i and opening by %i gives the planes that the twin gives', async (closing, opening) => {
    const { device, run, readFloats } = bench();
    const scores = make();
    const pixels = scores.width * scores.height;
    const { shape, buffer } = await probabilitiesOf(scores);
    const kernel = await createMorphologyKernel(device, shape, buffer);
    await run((pass) => kernel.run(pass, closing, opening));
    const twin = createMorphology().run(scores, closing, opening);
    const found = await readFloats(buffer, pixels * scores.classes);
    const planes = twin.kind === 'binary' ? found.subarray(pixels) : found;
    expect(largestDifference(planes, twin.data)).toBeLessThan(1e-4);
  });

  it.each([2, 4, 30])('regions of fewer than %i pixels change as the twin changes them', async (smallest) => {
    const { device, run, readFloats, readWords } = bench();
    const scores = make();
    const pixels = scores.width * scores.height;
    const { shape, buffer } = await probabilitiesOf(scores);
    const top = await argmaxOf(shape, buffer);
    const kernel = await createSmallRegionsKernel(device, shape, { ids: top.ids, probabilities: buffer });
    await run((pass) => {
      top.run(pass);
      kernel.run(pass, smallest);
    });
    const ids = createLabelMap(scores.classes, pixels);
    argmax(scores, ids);
    createSmallRegions().run(scores, ids, smallest);
    expect(Array.from(await readWords(top.ids, pixels))).toEqual(Array.from(ids));
    // the exchanged scores show in what is resampled from them
    const found = await readFloats(buffer, pixels * scores.classes);
    const expected = new Float32Array(scores.classes);
    for (let pixel = 0; pixel < pixels; pixel += 1) {
      probabilitiesAt(scores, pixel, expected);
      const own = Array.from(expected, (_, id) => found[id * pixels + pixel]!);
      expect(largestDifference(own, expected)).toBeLessThan(1e-4);
    }
  });
});

describe('temporal smoothing', await needs('webGpu'), () => {
  const INPUT = { width: 22, height: 17 };

  /** Luma that stands still on the left and moves on the right. */
  function lumaOf(frame: number): Float32Array {
    const random = randomly(frame + 5);
    return Float32Array.from({ length: INPUT.width * INPUT.height }, (_, i) => {
      const x = i % INPUT.width;
      return x < 11 ? 100 + x : (random() * 200 + frame * 20) % 255;
    });
  }

  it.each(KINDS.flatMap((kind) => [true, false].map((interleaved) => ({ kind, interleaved }))))(
    'of $kind scores (interleaved: $interleaved) remembers and forgets as its twin does',
    async ({ kind, interleaved }) => {
      const { device, buffers, run, readFloats, readWords } = bench();
      const options = { width: 11, height: 8, classes: 3, kind, interleaved };
      const shape = { ...randomScores(options, 0), kind, data: undefined };
      const luma = buffers.storage('Test.luma', INPUT.width * INPUT.height);
      const kernel = await createTemporalSmoothingKernel(device, { shape, input: INPUT, luma });
      const twin = createTemporalSmoothing();
      for (let frame = 0; frame < 5; frame += 1) {
        if (frame === 3) {
          kernel.reset();
          twin.reset();
        }
        const scores = randomScores(options, frame);
        const tensor = bench().floats(scores.data);
        const now = lumaOf(frame);
        device.queue.writeBuffer(luma, 0, now);
        await run((pass) => kernel.run(pass, tensor, 0.6));
        twin.run(scores, now, INPUT.width, INPUT.height, 0.6);
        const planes = kind === 'binary' ? 1 : 3;
        const planar = Float32Array.from({ length: planes * 88 }, (_, i) => {
          const pixel = i % 88;
          return scores.data[Math.floor(i / 88) * scores.classStride + pixel * scores.pixelStride]!;
        });
        expect(largestDifference(await readFloats(kernel.scores, planar.length), planar)).toBeLessThan(1e-4);
      }
      expect(await readWords(kernel.amiss, 2)).toEqual(Uint32Array.of(0, 0));
    },
  );

  it.each(['probabilities', 'binary', 'logits'] as const)(
    'counts %s outside 0 to 1 unless they are logits',
    async (kind) => {
      const { device, buffers, run, floats, readWords } = bench();
      const shape = { width: 4, height: 1, classes: 2, kind, classStride: 4, pixelStride: 1 };
      const luma = buffers.storage('Test.luma', 16);
      const kernel = await createTemporalSmoothingKernel(device, { shape, input: { width: 4, height: 4 }, luma });
      const outside = floats([5, 0, 1.0001, -0.5, 0.25, 0, 1, 0.5]);
      await run((pass) => kernel.run(pass, outside, 0));
      expect(await readWords(kernel.amiss, 2)).toEqual(Uint32Array.of(0, kind === 'logits' ? 0 : 2));
    },
  );

  it('counts what is no number, lets it win nowhere and keeps it for no later frame', async () => {
    const { device, buffers, run, floats, readFloats, readWords } = bench();
    const shape = { width: 4, height: 1, classes: 2, kind: 'logits' as const, classStride: 4, pixelStride: 1 };
    const luma = buffers.storage('Test.luma', 16);
    const kernel = await createTemporalSmoothingKernel(device, { shape, input: { width: 4, height: 4 }, luma });
    const broken = floats([NaN, 1, Infinity, 1, 0, 0, 0, NaN]);
    await run((pass) => kernel.run(pass, broken, 0.5));
    expect(await readWords(kernel.amiss, 2)).toEqual(Uint32Array.of(3, 0));
    const first = await readFloats(kernel.scores, 8);
    expect(first.every((value) => Number.isFinite(value))).toBe(true);
    expect(first[0]).toBeLessThan(first[4]!);
    await run((pass) => kernel.run(pass, floats([1, 1, 1, 1, 0, 0, 0, 0]), 0.5));
    expect(Array.from(await readFloats(kernel.scores, 8))).toEqual([1, 1, 1, 1, 0, 0, 0, 0]);
  });
});

describe('the matte', await needs('webGpu'), () => {
  it('is the one that the CPU makes, frame after frame', () => compareMattes(bench()));
});

describe('a shader', await needs('webGpu'), () => {
  it('that does not compile says its name and the line', async () => {
    const kernel = createKernel(bench().device, {
      label: 'Test.wrong',
      code: 'fn main() {\n nonsense;\n}',
      bindings: [],
    });
    await expect(kernel).rejects.toThrow(/The shader Test\.wrong does not compile \(line 2: .+\)\./);
  });
});
