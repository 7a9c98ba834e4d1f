import { describe, expect, it } from 'vitest';
import { createPictures } from '../../../workers/gpu/picture/picture.ts';
import { createProbabilitiesKernel } from '../../../workers/stages/confidence/confidence-kernel.ts';
import { createCrfKernel } from '../../../workers/stages/crf/crf-kernel.ts';
import { createCrf } from '../../../workers/stages/crf/crf.ts';
import { probabilitiesAt } from '../../../src/core/labels/scores.ts';
import { randomly } from '../../fixtures/randomly.ts';
import { randomScores, scoresOf } from '../../node/stages/reference.ts';
import { largestDifference, useBench } from './device.ts';
import { needs } from '../needs.ts';

const bench = useBench();

const SIZES = [
  { width: 1, height: 1 },
  { width: 7, height: 1 },
  { width: 13, height: 9 },
  { width: 32, height: 27 },
];
const CASES = (['logits', 'probabilities', 'binary'] as const).flatMap((kind) =>
  SIZES.flatMap((size) => {
    const options = { ...size, classes: 5, kind, interleaved: false };
    const name = `${kind} ${size.width}×${size.height}`;
    return [
      { name: `random ${name}`, scores: randomScores(options, size.width * 17 + size.height) },
      { name: `constant ${name}`, scores: scoresOf(options, () => 0.2) },
    ];
  }),
);

const OPTIONS = [
  { iterations: 1 },
  { iterations: 3, radius: 2, appearance: 4, contrast: 0.1, smoothness: 0.5 },
  { iterations: 5, radius: 4, contrast: 0.3 },
];

describe.each(CASES)('of $name scores', await needs('webGpu'), ({ scores }) => {
  it('a conditional random field gives the probabilities that its twin gives', async () => {
    const { device, floats, run, readFloats } = bench();
    const { width, height, classes, kind } = scores;
    const frame = { width: 45, height: 31 };
    const random = randomly(width);
    const bytes = Uint8ClampedArray.from({ length: frame.width * frame.height * 4 }, () => random() * 256);
    const pictures = createPictures(device);
    const texture = device.createTexture({ size: [frame.width, frame.height], format: 'rgba8unorm', usage: 4 | 2 });
    device.queue.writeTexture({ texture }, bytes, { bytesPerRow: frame.width * 4 }, [frame.width, frame.height]);
    const group = device.createBindGroup({
      layout: pictures.texture.layout,
      entries: [{ binding: 0, resource: texture.createView() }],
    });
    const pixels = width * height;
    if (kind === 'ids') throw new Error('no shader takes them');
    const shape = { width, height, classes, kind, classStride: pixels, pixelStride: 1 };
    // letterboxed, so that some of the grid lies beside the picture
    const placement = { x: 0, y: height / 8, width, height: (height * 3) / 4 };
    for (const options of OPTIONS) {
      const { probabilities, ...first } = await createProbabilitiesKernel(device, shape, floats(scores.data));
      const kernel = await createCrfKernel(device, shape, probabilities, placement, pictures.texture);
      await run((pass) => {
        first.run(pass);
        kernel.run(pass, group, frame, options);
      });
      const twin = createCrf().run(scores, { ...frame, words: new Uint32Array(bytes.buffer) }, placement, options);
      const expected = new Float32Array(classes * pixels);
      const one = new Float32Array(classes);
      for (let i = 0; i < pixels; i += 1) {
        probabilitiesAt(twin, i, one);
        one.forEach((p, c) => (expected[c * pixels + i] = p));
      }
      expect(largestDifference(await readFloats(probabilities, classes * pixels), expected)).toBeLessThan(1e-3);
      kernel.destroy();
      first.destroy();
    }
  });
});
