import { describe, expect, it } from 'vitest';
import type { ModelManifest } from '../../../src/perpixel.ts';
import { onnxFile, type OnnxPort } from '../../fixtures/onnx/onnx-file.ts';
import { classes, manifestFor, picture, segmenterFor, type Rgb } from './own-model.ts';

const WIDTH = 5;
const HEIGHT = 3;
const colourAt = (x: number, y: number): Rgb => [10 + 40 * x, 200 - 30 * y, 5 * x + 60 * y];
const frame = picture(WIDTH, HEIGHT, colourAt);

/** A model that gives its input back as floats: each channel is the “probability” of a class. */
function echo(channels: number, type: OnnxPort['type'] = 'float32'): Uint8Array<ArrayBuffer> {
  const shape = [1, channels, HEIGHT, WIDTH];
  return onnxFile({
    inputs: [{ name: 'in', type, shape }],
    outputs: [{ name: 'out', shape }],
    nodes: [{ op: 'Cast', inputs: ['in'], output: 'out', attributes: { to: 1 } }],
  });
}

/** What reached each channel of the model at each pixel. */
async function seen(channels: number, input: Partial<ModelManifest['input']>): Promise<number[][]> {
  const segmenter = await segmenterFor(
    await manifestFor(echo(channels, input.type), {
      input: { name: 'in', width: WIDTH, height: HEIGHT, scale: 1, ...input },
      output: { name: 'out', kind: 'probabilities' },
      classes: classes(channels),
    }),
  );
  const { probabilities = new Float32Array() } = await segmenter.segment(frame, { outputs: ['probabilities'] });
  const pixels = WIDTH * HEIGHT;
  return Array.from({ length: pixels }, (_, i) =>
    Array.from({ length: channels }, (__, c) => probabilities[c * pixels + i] ?? Number.NaN),
  );
}

/** The same of a model that is as it should be. */
function expected(channels: (rgb: Rgb) => readonly number[]): (readonly number[])[] {
  return Array.from({ length: WIDTH * HEIGHT }, (_, i) => channels(colourAt(i % WIDTH, Math.floor(i / WIDTH))));
}

function expectNear(actual: readonly (readonly number[])[], wanted: readonly (readonly number[])[]): void {
  expect(actual.length).toBe(wanted.length);
  wanted.forEach((channels, i) => channels.forEach((value, c) => expect(actual[i]?.[c]).toBeCloseTo(value, 3)));
}

describe('a model of other channels than three', () => {
  it('of one gets the luma', async () => {
    expectNear(
      await seen(1, { colour: 'grey' }),
      expected(([r, g, b]) => [0.299 * r + 0.587 * g + 0.114 * b]),
    );
  });

  it.each([
    ['RGBA', ([r, g, b]: Rgb) => [r, g, b, 255]],
    ['BGRA', ([r, g, b]: Rgb) => [b, g, r, 255]],
  ] as const)('of four, %s, gets an opaque alpha', async (colour, channels) => {
    expectNear(await seen(4, { colour }), expected(channels));
  });
});

it('a model of one class labels every pixel with it, and has no doubt about which', async () => {
  const segmenter = await segmenterFor(
    await manifestFor(echo(1), {
      input: { name: 'in', width: WIDTH, height: HEIGHT, colour: 'grey' },
      output: { name: 'out', kind: 'logits' },
      classes: classes(1),
    }),
  );
  const outputs = ['confidence', 'entropy', 'probabilities'] as const;
  const { labelMap, shares, confidence, entropy, note } = await segmenter.segment(frame, { outputs: [...outputs] });
  expect([[...new Set(labelMap)], [...shares], note]).toEqual([[0], [1], null]);
  expect([[...new Set(confidence)], [...new Set(entropy)]]).toEqual([[1], [0]]);
});
