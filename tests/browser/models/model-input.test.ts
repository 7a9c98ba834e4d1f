import { describe, expect, it } from 'vitest';
import type { Segmenter } from '../../../src/perpixel.ts';
import { averaged, brightestNeighbour, echo, linearNetwork, nearest } from './networks.ts';
import { classes, manifestFor, picture, segmenterFor, type Rgb } from './own-model.ts';
import type { SemanticManifest } from '../../../workers/tasks/semantic/manifest.ts';

type Input = SemanticManifest['input'];

/** Every pixel another colour, no channel like another. */
function colourAt(x: number, y: number): Rgb {
  return [10 + 40 * x, 200 - 30 * y, 5 * x + 60 * y];
}

/** A segmenter whose probabilities are the values that reached the model. */
async function echoing(input: Omit<Input, 'name'>): Promise<Segmenter> {
  const { layout = 'NCHW', width, height, type = 'float32' } = input;
  return segmenterFor(
    await manifestFor(echo(layout, width, height, type), {
      input: { name: 'in', ...input },
      output: { name: 'out', kind: 'probabilities' },
      classes: classes(3),
    }),
  );
}

async function valuesAt(segmenter: Segmenter, frame: ImageData): Promise<(x: number, y: number) => number[]> {
  const { probabilities, width, height } = await segmenter.segment(frame, { outputs: ['probabilities'] });
  return (x, y) => [0, 1, 2].map((channel) => probabilities?.[(channel * height + y) * width + x] ?? Number.NaN);
}

describe('what a model gets for a pixel', () => {
  const statistics = { scale: 0.5, mean: [10, 20, 30], std: [2, 4, 8] } as const;
  const normalised = (values: Rgb): number[] =>
    values.map((value, channel) => (value * 0.5 - (statistics.mean[channel] ?? 0)) / (statistics.std[channel] ?? 1));
  const reversed = ([r, g, b]: Rgb): Rgb => [b, g, r];
  const cases: { name: string; input: Partial<Input>; expected: (rgb: Rgb) => readonly number[] }[] = [
    { name: 'RGB / 255 by default', input: {}, expected: (rgb) => rgb.map((value) => value / 255) },
    { name: 'the same, NHWC', input: { layout: 'NHWC' }, expected: (rgb) => rgb.map((value) => value / 255) },
    { name: 'BGR, raw', input: { colour: 'BGR', scale: 1 }, expected: reversed },
    { name: 'BGR, raw, NHWC', input: { colour: 'BGR', scale: 1, layout: 'NHWC' }, expected: reversed },
    { name: '(x · scale − mean) / std', input: mutable(statistics), expected: normalised },
    {
      name: 'mean and std in the order of a BGR model’s own channels',
      input: { ...mutable(statistics), colour: 'BGR' },
      expected: (rgb) => normalised(reversed(rgb)),
    },
    { name: 'bytes', input: { type: 'uint8', scale: 1 }, expected: (rgb) => rgb },
    { name: 'bytes as they are, without a scale', input: { type: 'uint8' }, expected: (rgb) => rgb },
    { name: 'bytes, BGR, NHWC', input: { type: 'uint8', colour: 'BGR', layout: 'NHWC' }, expected: reversed },
  ];
  it('bytes between two pixels’ are rounded, not cut off', async () => {
    const segmenter = await echoing({ width: 2, height: 2, type: 'uint8' });
    // three of four pixels are brighter by 1
    const more = (x: number, y: number): number => Math.max(x % 2, y % 2);
    const frame = picture(4, 4, (x, y) => [10 + more(x, y), 254 + more(x, y), 0]);
    const at = await valuesAt(segmenter, frame);
    expect(at(0, 0)).toEqual([11, 255, 0]);
  });

  it.each(cases)('$name', async ({ input, expected }) => {
    const at = await valuesAt(await echoing({ width: 5, height: 3, ...input }), picture(5, 3, colourAt));
    for (let y = 0; y < 3; y += 1) {
      for (let x = 0; x < 5; x += 1) {
        expected(colourAt(x, y)).forEach((value, channel) => expect(at(x, y)[channel]).toBeCloseTo(value, 4));
      }
    }
  });
});

describe('how a frame of another shape gets into a model', () => {
  it('letterboxed, each pixel of the frame gets its own answer back', async () => {
    const segmenter = await echoing({ width: 4, height: 4, scale: 1, fit: { mode: 'letterbox', colour: '#ffffff' } });
    const at = await valuesAt(segmenter, picture(4, 2, colourAt));
    for (const y of [0, 1]) for (const x of [0, 1, 2, 3]) expect(at(x, y)).toEqual(colourAt(x, y));
  });

  it('letterboxed, the bars have the manifest’s colour, normalised and in the model’s order', async () => {
    const segmenter = await segmenterFor(
      await manifestFor(brightestNeighbour(4, 6), {
        input: {
          name: 'in',
          width: 4,
          height: 6,
          scale: 1,
          colour: 'BGR',
          fit: { mode: 'letterbox', colour: '#727374' },
        },
        output: { name: 'out', kind: 'probabilities' },
        classes: classes(3),
      }),
    );
    const at = await valuesAt(
      segmenter,
      picture(4, 4, () => [1, 2, 3]),
    );
    expect(at(2, 0)).toEqual([0x74, 0x73, 0x72]);
    expect(at(2, 3)).toEqual([0x74, 0x73, 0x72]);
    expect(at(2, 1)).toEqual([3, 2, 1]);
  });

  it('letterboxed again after a frame of another shape, the bars are clean', async () => {
    const segmenter = await segmenterFor(
      await manifestFor(brightestNeighbour(4, 4), {
        input: { name: 'in', width: 4, height: 4, scale: 1, fit: { mode: 'letterbox', colour: '#000000' } },
        output: { name: 'out', kind: 'probabilities' },
        classes: classes(3),
      }),
    );
    await segmenter.segment(picture(4, 4, () => [255, 255, 255]));
    const at = await valuesAt(
      segmenter,
      picture(4, 2, () => [9, 9, 9]),
    );
    expect(at(1, 0)).toEqual([9, 9, 9]);
  });

  it.each([
    [8, 4],
    [4, 8],
    [40, 17],
    [17, 40],
    [64, 30],
    [33, 8],
    [640, 360],
  ])('letterboxed, no label of the bars reaches a frame of %i × %i', async (width, height) => {
    const white = [1, 1, 1] as const;
    const segmenter = await segmenterFor(
      await manifestFor(linearNetwork('NCHW', 8, 8, [{ name: 'out', ...nearest([[1, 0, 0], [0, 0, 1], white]) }]), {
        input: { name: 'in', width: 8, height: 8, fit: { mode: 'letterbox', colour: '#ffffff' } },
        output: { name: 'out', kind: 'logits' },
        classes: classes(3),
      }),
    );
    const { labelMap, shares } = await segmenter.segment(
      picture(width, height, (x) => (x < width / 2 ? [255, 0, 0] : [0, 0, 255])),
    );
    expect(shares[2]).toBe(0);
    expect([labelMap[0], labelMap[width - 1]]).toEqual([0, 1]);
    expect(labelMap.slice(-width)[0]).toBe(0);
  });

  it('covering, only the middle is seen and the labels at its edge go on outward', async () => {
    const segmenter = await echoing({ width: 4, height: 4, scale: 1, fit: 'cover' });
    const at = await valuesAt(
      segmenter,
      picture(8, 4, (x, y) => [x, y, 0]),
    );
    for (const y of [0, 1, 2, 3]) {
      expect([0, 1, 2, 3, 4, 5, 6, 7].map((x) => at(x, y)[0])).toEqual([2, 2, 2, 3, 4, 5, 5, 5]);
      expect(at(3, y)[1]).toBe(y);
    }
  });

  it('stretched, the whole frame is seen', async () => {
    const segmenter = await echoing({ width: 4, height: 4, scale: 1 });
    const at = await valuesAt(
      segmenter,
      picture(4, 2, (x, y) => [10 * x, 100 * y, 0]),
    );
    expect([0, 1, 2, 3].map((x) => at(x, 0)[0])).toEqual([0, 10, 20, 30]);
    expect(at(0, 0)[1]).toBeLessThan(50);
    expect(at(0, 1)[1]).toBeGreaterThan(50);
  });

  it.each([
    { side: 8, block: 2, width: 8, height: 4 },
    // bars of 3 pixels: the cell at the edge is three quarters bar, and left out
    { side: 16, block: 4, width: 16, height: 10 },
  ])('an output $block times smaller than its input still lies where the frame is', async (given) => {
    const { side, block, width, height } = given;
    const segmenter = await segmenterFor(
      await manifestFor(averaged(side, block), {
        input: { name: 'in', width: side, height: side, fit: { mode: 'letterbox', colour: '#00ff00' } },
        output: { name: 'out', kind: 'probabilities' },
        classes: classes(3),
      }),
    );
    const isLeft = (x: number): boolean => x < width / 2;
    const { labelMap } = await segmenter.segment(
      picture(width, height, (x) => (isLeft(x) ? [255, 0, 0] : [0, 0, 255])),
    );
    expect([...labelMap]).toEqual(Array.from({ length: width * height }, (_, i) => (isLeft(i % width) ? 0 : 2)));
  });
});

/** The manifest's own types are not readonly. */
function mutable({ scale, mean, std }: { scale: number; mean: Rgb; std: Rgb }): Partial<Input> {
  return { scale, mean: [...mean], std: [...std] };
}
