import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { toHalfPrecision } from '../../../models/convert/half-precision.ts';
import { tfliteToOnnx } from '../../../models/convert/tflite-to-onnx.ts';
import { goldenPicture } from '../../fixtures/golden/picture.ts';
import { onnxFile } from '../../fixtures/onnx/onnx-file.ts';
import { ports, tflite } from './packages.ts';
import { largestDifference, planes, run } from './session.ts';

const { onnx } = createRequire(import.meta.url)('onnx-proto') as typeof import('onnx-proto');
const { FLOAT, FLOAT16 } = onnx.TensorProto.DataType;

const selfie = tfliteToOnnx(tflite('selfie_segmentation'), 'selfie');
const folder = new URL('../../../models/driving-street/', import.meta.url);
const driving = new Uint8Array(readFileSync(new URL('driving-street.onnx', folder)));
const { input } = JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8')) as {
  input: { width: number; height: number };
};

describe('a network in half precision', () => {
  it.each([
    ['selfie', selfie],
    ['driving-street', driving],
  ])('holds %s’s weights as halves, but for what a Resize is told, and keeps its ports', (_, file) => {
    const half = toHalfPrecision(file);
    expect(ports(half)).toEqual(ports(file));
    const { graph } = onnx.ModelProto.decode(half);
    const resizing = (graph?.node ?? []).flatMap((node) =>
      node.opType === 'Resize' ? (node.input ?? []).slice(1) : [],
    );
    const floats = (graph?.initializer ?? [])
      .filter(({ dataType }) => dataType === FLOAT)
      .map(({ name }) => name ?? '');
    expect(floats.filter((name) => !resizing.includes(name))).toEqual([]);
    expect((graph?.initializer ?? []).filter(({ dataType }) => dataType === FLOAT16).length).toBeGreaterThan(40);
    expect(half.length).toBeLessThanOrEqual(file.length);
  });

  it('labels a person as before', async () => {
    const [picture, shape] = [planes(goldenPicture()), [1, 3, 256, 256]];
    const [before, after] = [await run(selfie, picture, shape), await run(toHalfPrecision(selfie), picture, shape)];
    expect(Math.max(...before)).toBeGreaterThan(0.5);
    expect(largestDifference(before, after)).toBeLessThan(0.02);
  });

  it('labels a street as before', async () => {
    const shape = [1, 3, input.height, input.width];
    const picture = Float32Array.from(
      { length: 3 * input.height * input.width },
      (_, i) => Math.sin(i / 977) + Math.sin(i / 13),
    );
    const [before, after] = [await run(driving, picture, shape), await run(toHalfPrecision(driving), picture, shape)];
    const spread =
      before.reduce((most, value) => Math.max(most, value)) - before.reduce((least, value) => Math.min(least, value));
    expect(spread).toBeGreaterThan(1);
    expect(largestDifference(before, after)).toBeLessThan(0.02 * spread);
  });

  it('is refused for weights beyond it', () => {
    const file = onnxFile({
      inputs: [{ name: 'input', shape: [1, 1, 1, 1] }],
      outputs: [{ name: 'output', shape: [1, 1, 1, 1] }],
      nodes: [{ op: 'Mul', inputs: ['input', 'large'], output: 'output' }],
      constants: { large: { shape: [1], values: [70_000] } },
    });
    expect(() => toHalfPrecision(file)).toThrow('70000 is beyond half precision');
  });
});
