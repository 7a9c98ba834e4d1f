import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { onnxToTflite } from '../../../models/convert/onnx-to-tflite.ts';
import { makeTiny } from '../../../models/tiny/make.ts';
import { randomly } from '../../fixtures/randomly.ts';
import { runBoth, tfliteOperators, type Compared } from './both-runtimes.ts';
import { ports } from './packages.ts';
import { largestDifference } from './session.ts';
import { values } from './small-network.ts';

const at = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const read = (path: string) => new Uint8Array(readFileSync(at(path)));

const SIZE = { width: 512, height: 288 };
const SHAPE = [1, 3, SIZE.height, SIZE.width];

/** A picture of a street, as the networks want it: three planes from -1 to 1. */
async function street(): Promise<Float32Array> {
  const { data } = await sharp(at('docs/screenshot.png'))
    .resize(SIZE.width, SIZE.height, { fit: 'fill' })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const pixels = SIZE.width * SIZE.height;
  return Float32Array.from({ length: pixels * 3 }, (_, i) => {
    return (data[(i % pixels) * 3 + Math.floor(i / pixels)] ?? 0) / 127.5 - 1;
  });
}

/** Pixels whose largest score is another one's. */
function changed({ expected, found, shape }: Compared): number {
  const channels = shape.at(-1) ?? 1;
  const largest = (all: Float32Array, pixel: number): number => {
    const scores = Array.from(all.subarray(pixel * channels, (pixel + 1) * channels));
    return scores.indexOf(Math.max(...scores));
  };
  const pixels = Array.from({ length: expected.length / channels }, (_, pixel) => pixel);
  return pixels.filter((pixel) => largest(expected, pixel) !== largest(found, pixel)).length;
}

describe.each(['driving', 'driving-small', 'driving-street', 'driving-small-street'])('%s as TFLite', (id) => {
  const [onnx, heads] = [read(`models/${id}/${id}.onnx`), read(`models/${id}/${id}.heads.onnx`)];
  const inputs = { 'a picture': street(), noise: Promise.resolve(values(SHAPE, randomly(3))) };

  it.each(Object.entries(inputs))('labels %s in LiteRT as ONNX Runtime does', { timeout: 60_000 }, async (_, input) => {
    const results = await runBoth(onnx, { input: { values: await input, shape: SHAPE } });
    expect(Object.keys(results).sort()).toEqual(['eighth', 'output', 'quarter', 'sixteenth']);
    for (const { expected, found } of Object.values(results)) {
      expect(Math.max(...expected.subarray(0, 10_000))).toBeGreaterThan(0);
      expect(largestDifference(expected, found)).toBeLessThan(1e-4);
    }
    const output = results['output']!;
    expect(changed(output)).toBeLessThanOrEqual((0.0001 * output.expected.length) / 11);
  });

  it('finds things in LiteRT as ONNX Runtime does', { timeout: 60_000 }, async () => {
    const random = randomly(5);
    const reads = Object.entries(ports(heads)).filter(([name]) => !['centres', 'offsets'].includes(name));
    const results = await runBoth(
      heads,
      Object.fromEntries(reads.map(([name, shape]) => [name, { values: values(shape, random), shape }])),
    );
    expect(Object.keys(results).sort()).toEqual(['centres', 'offsets']);
    for (const { expected, found } of Object.values(results)) {
      expect(largestDifference(expected, found)).toBeLessThan(1e-4);
    }
  });

  it('has what XNNPACK takes whole: weights in halves, and nothing moved between; the same to the byte each time', () => {
    const file = onnxToTflite(onnx);
    expect(file.length).toBeLessThan(onnx.length);
    expect(new Set(tfliteOperators(file))).toEqual(
      new Set(['ADD', 'CONV_2D', 'DEPTHWISE_CONV_2D', 'DEQUANTIZE', 'MEAN', 'PAD', 'RESIZE_BILINEAR']),
    );
    expect(Buffer.compare(file, onnxToTflite(onnx))).toBe(0);
  });
});

it('tiny in LiteRT is what it is in ONNX Runtime', async () => {
  const shape = [1, 3, 32, 32];
  const { output } = await runBoth(makeTiny(), { input: { values: values(shape, randomly(1)), shape } });
  expect(largestDifference(output!.expected, output!.found)).toBeLessThan(1e-5);
});
