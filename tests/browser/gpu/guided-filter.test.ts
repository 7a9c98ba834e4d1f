import { describe, expect, it } from 'vitest';
import { bilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import type { Placement, Size } from '../../../src/core/geometry/fit.ts';
import { createCounts, createLabelMap } from '../../../src/core/labels/label-map.ts';
import { labelWords } from '../../../workers/gpu/label-words.ts';
import { createPictures } from '../../../workers/gpu/picture/picture.ts';
import { createArgmaxKernel } from '../../../workers/stages/argmax/argmax-kernel.ts';
import { argmax } from '../../../workers/stages/argmax/argmax.ts';
import { createProbabilitiesKernel } from '../../../workers/stages/confidence/confidence-kernel.ts';
import { createGuidedFilterKernel } from '../../../workers/stages/guided-filter/guided-filter-kernel.ts';
import { createGuidedFilter } from '../../../workers/stages/guided-filter/guided-filter.ts';
import { randomly } from '../../fixtures/randomly.ts';
import { randomScores } from '../../node/stages/reference.ts';
import { useBench } from './device.ts';
import { needs } from '../needs.ts';

const bench = useBench();

interface Case {
  readonly name: string;
  readonly kind: 'logits' | 'probabilities' | 'binary';
  readonly classes: number;
  readonly grid: Size;
  readonly frame: Size;
  readonly target: Size;
  readonly placement?: Placement;
  readonly flat?: boolean;
}

const WHOLE = { width: 16, height: 9 };

const CASES: readonly Case[] = [
  {
    name: 'a binary model',
    kind: 'binary',
    classes: 2,
    grid: WHOLE,
    frame: { width: 70, height: 41 },
    target: { width: 70, height: 41 },
  },
  {
    name: 'logits',
    kind: 'logits',
    classes: 5,
    grid: WHOLE,
    frame: { width: 64, height: 36 },
    target: { width: 64, height: 36 },
  },
  {
    name: 'more classes than bits in a word',
    kind: 'probabilities',
    classes: 40,
    grid: WHOLE,
    frame: { width: 33, height: 20 },
    target: { width: 33, height: 20 },
  },
  {
    name: 'more classes than a byte tells apart',
    kind: 'logits',
    classes: 300,
    grid: WHOLE,
    frame: { width: 33, height: 21 },
    target: { width: 33, height: 21 },
  },
  {
    name: 'a label map smaller than the frame',
    kind: 'logits',
    classes: 3,
    grid: WHOLE,
    frame: { width: 99, height: 51 },
    target: { width: 40, height: 21 },
  },
  {
    name: 'one pixel',
    kind: 'logits',
    classes: 3,
    grid: { width: 1, height: 1 },
    frame: { width: 5, height: 3 },
    target: { width: 5, height: 3 },
  },
  {
    name: 'a picture of one colour',
    kind: 'binary',
    classes: 2,
    grid: WHOLE,
    frame: { width: 31, height: 17 },
    target: { width: 31, height: 17 },
    flat: true,
  },
  {
    name: 'a letterbox',
    kind: 'logits',
    classes: 4,
    grid: WHOLE,
    frame: { width: 50, height: 50 },
    target: { width: 50, height: 50 },
    placement: { x: 3.5, y: 0, width: 9, height: 9 },
  },
  {
    name: 'a frame that reaches beyond the grid',
    kind: 'logits',
    classes: 4,
    grid: WHOLE,
    frame: { width: 60, height: 60 },
    target: { width: 60, height: 60 },
    placement: { x: 0, y: -3.5, width: 16, height: 16 },
  },
];

describe('the guided filter of', await needs('webGpu'), () => {
  it.each(CASES)('$name gives the labels that its twin gives', async (each) => {
    const { kind, classes, grid: size, frame, target, flat = false } = each;
    const { device, buffers, floats, run, readLabels } = bench();
    const random = randomly(classes);
    const scores = randomScores({ ...size, classes, kind, interleaved: false }, classes);
    const input = { width: size.width * 2, height: size.height * 2 };
    const luma = Float32Array.from({ length: input.width * input.height }, () => (flat ? 80 : random() * 255));
    const bytes = Uint8ClampedArray.from({ length: frame.width * frame.height * 4 }, (_, i) =>
      i % 4 === 3 ? 255 : flat ? 80 : random() * 256,
    );
    const placement = each.placement ?? { x: 0, y: 0, ...size };
    const grid = bilinearGrid(size, placement, target);
    const options = { radius: 2, epsilon: 0.001, gain: 1.5 };
    const pixels = target.width * target.height;

    const ids = createLabelMap(classes, size.width * size.height);
    argmax(scores, ids);
    const expected = createLabelMap(classes, pixels);
    const guide = { luma, input, pixels: { ...frame, words: new Uint32Array(bytes.buffer) } };
    createGuidedFilter().run(scores, ids, guide, grid, options, expected, createCounts(classes));

    const pictures = createPictures(device);
    const texture = device.createTexture({ size: [frame.width, frame.height], format: 'rgba8unorm', usage: 4 | 2 });
    device.queue.writeTexture({ texture }, bytes, { bytesPerRow: frame.width * 4 }, [frame.width, frame.height]);
    const group = device.createBindGroup({
      layout: pictures.texture.layout,
      entries: [{ binding: 0, resource: texture.createView() }],
    });
    const shape = { ...size, classes, kind, classStride: size.width * size.height, pixelStride: 1 };
    const { probabilities, ...first } = await createProbabilitiesKernel(device, shape, floats(scores.data));
    const top = buffers.storage('Test.ids', shape.width * shape.height);
    const ranking = await createArgmaxKernel(device, shape, { probabilities, ids: top });
    const labels = buffers.storage('Test.labels', labelWords(classes, pixels));
    const keep = buffers.storage('Test.keep', size.width * size.height);
    const sources = { luma: floats(luma), input, keep, probabilities, ids: top, labels };
    const kernel = await createGuidedFilterKernel(device, shape, grid, sources, pictures.texture);
    await run((pass) => {
      first.run(pass);
      ranking.run(pass);
      kernel.run(pass, group, frame, options);
    });
    const found = await readLabels(labels, classes, pixels);
    expect(found).toEqual(expected);
    // more than one class, or the test shows nothing
    if (size !== CASES.find(({ name }) => name === 'one pixel')!.grid) expect(new Set(found).size).toBeGreaterThan(1);
  });

  it('a stream smooths its guide over time as its twin does', async () => {
    const size = { width: 8, height: 6 };
    const frame = { width: 40, height: 30 };
    const { device, buffers, run, readBytes } = bench();
    const shape = { ...size, classes: 3, kind: 'logits' as const, classStride: 48, pixelStride: 1 };
    const scoresBuffer = buffers.storage('Test.scores', 3 * 48);
    const luma = buffers.storage('Test.luma', 48);
    const keep = buffers.storage('Test.keep', 48);
    const labels = buffers.storage('Test.labels', (frame.width * frame.height) / 4);
    const grid = bilinearGrid(size, { x: 0, y: 0, ...size }, frame);
    const { probabilities, ...first } = await createProbabilitiesKernel(device, shape, scoresBuffer);
    const top = buffers.storage('Test.ids', shape.width * shape.height);
    const ranking = await createArgmaxKernel(device, shape, { probabilities, ids: top });
    const pictures = createPictures(device);
    const sources = { luma, input: size, keep, probabilities, ids: top, labels };
    const kernel = await createGuidedFilterKernel(device, shape, grid, sources, pictures.texture);
    const twin = createGuidedFilter();
    const texture = device.createTexture({ size: [frame.width, frame.height], format: 'rgba8unorm', usage: 4 | 2 });
    const group = device.createBindGroup({
      layout: pictures.texture.layout,
      entries: [{ binding: 0, resource: texture.createView() }],
    });
    let differs = 0;
    for (let turn = 0; turn < 4; turn += 1) {
      const random = randomly(turn + 40);
      const scores = randomScores({ ...size, classes: 3, kind: 'logits', interleaved: false }, Math.floor(turn / 2));
      const values = Float32Array.from({ length: 48 }, () => random() * 255);
      const kept = Float32Array.from({ length: 48 }, () => (turn === 0 ? 0 : random() * 0.9));
      const bytes = Uint8ClampedArray.from({ length: frame.width * frame.height * 4 }, () => random() * 256);
      const ids = new Uint8Array(48);
      argmax(scores, ids);
      const expected = new Uint8Array(frame.width * frame.height);
      const guide = { luma: values, input: size, pixels: { ...frame, words: new Uint32Array(bytes.buffer) } };
      const options = { radius: 1, epsilon: 0.001 };
      twin.run(
        scores,
        ids,
        { ...guide, keep: turn === 0 ? null : kept },
        grid,
        options,
        expected,
        new Uint32Array(256),
      );
      const alone = new Uint8Array(frame.width * frame.height);
      createGuidedFilter().run(scores, ids, guide, grid, options, alone, new Uint32Array(256));
      device.queue.writeBuffer(scoresBuffer, 0, scores.data);
      device.queue.writeBuffer(luma, 0, values);
      device.queue.writeBuffer(keep, 0, kept);
      device.queue.writeTexture({ texture }, bytes, { bytesPerRow: frame.width * 4 }, [frame.width, frame.height]);
      await run((pass) => {
        first.run(pass);
        ranking.run(pass);
        kernel.run(pass, group, frame, options);
      });
      expect(await readBytes(labels, expected.length)).toEqual(expected);
      if (turn > 0) differs += expected.filter((id, i) => id !== alone[i]).length;
    }
    // the past shows, or the test shows nothing
    expect(differs).toBeGreaterThan(0);
  });
});
