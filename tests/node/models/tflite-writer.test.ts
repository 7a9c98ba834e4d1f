import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { integers, node } from '../../../models/convert/graph.ts';
import { onnxToTflite } from '../../../models/convert/onnx-to-tflite.ts';
import { readTflite } from '../../../models/convert/tflite/model.ts';
import { randomly } from '../../fixtures/randomly.ts';
import { runBoth, tfliteOperators } from './both-runtimes.ts';
import { largestDifference } from './session.ts';
import { onnxOf, single, values, type SmallNetwork } from './small-network.ts';

const { onnx } = createRequire(import.meta.url)('onnx-proto') as typeof import('onnx-proto');

const INPUT = [1, 3, 4, 5];
const conv = node('Conv', ['input', 'w', 'b'], 'x', { pads: integers([1, 1, 1, 1]) });
const constants = { w: { random: [4, 3, 3, 3] }, b: { random: [4] } };
const operators = (network: SmallNetwork): string[] => tfliteOperators(onnxToTflite(onnxOf(network)));

async function difference(network: SmallNetwork): Promise<number> {
  const input = { values: values(network.input, randomly(9)), shape: network.input };
  const results = Object.values(await runBoth(onnxOf(network), { input }));
  return Math.max(...results.map(({ expected, found }) => largestDifference(expected, found)));
}

describe('a network written as TFLite', () => {
  it('has activations in the operators before them', async () => {
    const nodes = [
      conv,
      node('Relu', ['x'], 'held'),
      node('Add', ['held', 'held'], 'sum'),
      node('Clip', ['sum', 'low', 'high'], 'output'),
    ];
    const limits = { low: { shape: [], values: Float32Array.of(0) }, high: { shape: [], values: Float32Array.of(6) } };
    const network = { input: INPUT, nodes, constants: { ...constants, ...limits } };
    expect(operators(network)).toEqual(['CONV_2D', 'ADD']);
    expect(await difference(network)).toBeLessThan(1e-5);
  });

  it('keeps apart what others read, or the caller', async () => {
    const nodes = [conv, node('Relu', ['x'], 'held'), node('Sub', ['x', 'held'], 'output')];
    const read = { input: INPUT, nodes, constants };
    expect(operators(read)).toEqual(['CONV_2D', 'RELU', 'SUB']);
    const given = { input: INPUT, nodes: [conv, node('Relu', ['x'], 'output')], constants, outputs: ['x', 'output'] };
    expect(operators(given)).toEqual(['CONV_2D', 'RELU']);
    expect(await difference(read)).toBeLessThan(1e-5);
    expect(await difference(given)).toBeLessThan(1e-5);
  });

  it('has batch normalisation in the weights before it, and as two steps elsewhere', async () => {
    const norm = (input: string) =>
      node('BatchNormalization', [input, 's', 'o', 'm', 'v'], 'output', { epsilon: 1e-3 });
    const statistics = (channels: number) => ({
      s: { random: [channels] },
      o: { random: [channels] },
      m: { random: [channels] },
      v: { shape: [channels], values: new Float32Array(channels).fill(0.7) },
    });
    const behind = { input: INPUT, nodes: [conv, norm('x')], constants: { ...constants, ...statistics(4) } };
    const alone = { input: INPUT, nodes: [norm('input')], constants: statistics(3) };
    expect(operators(behind)).toEqual(['CONV_2D']);
    expect(operators(alone)).toEqual(['MUL', 'ADD']);
    expect(await difference(behind)).toBeLessThan(1e-5);
    expect(await difference(alone)).toBeLessThan(1e-5);
  });

  it('has the steps of a hard swish as one', async () => {
    const gate = node('HardSigmoid', ['input'], 'gate', { alpha: 1 / 6, beta: 0.5 });
    const network = { input: INPUT, nodes: [gate, node('Mul', ['input', 'gate'], 'output')] };
    expect(operators(network)).toEqual(['HARD_SWISH']);
    expect(await difference(network)).toBeLessThan(1e-5);
  });

  it('has weights and bias as halves only where both are', () => {
    const halves = { shape: [1, 3, 1, 1], values: Float32Array.of(0.5, 2, -1) };
    const bias = (value: number) => ({ w: halves, b: { shape: [1], values: Float32Array.of(value) } });
    expect(operators(single('Conv', INPUT, {}, bias(0.25)))).toEqual(['DEQUANTIZE', 'DEQUANTIZE', 'CONV_2D']);
    expect(operators(single('Conv', INPUT, {}, bias(0.1)))).toEqual(['CONV_2D']);
  });

  it('keeps the names of what goes in and comes out, and takes another size', () => {
    const path = new URL('../../../models/driving-street/driving-street.onnx', import.meta.url);
    const file = onnxToTflite(new Uint8Array(readFileSync(path)), { shapes: { input: [1, 3, 224, 384] } });
    const { inputs, outputs } = readTflite(file);
    expect(inputs.map(({ name, shape }) => [name, shape])).toEqual([['input', [1, 224, 384, 3]]]);
    expect(outputs.map(({ name, shape }) => [name, shape])).toEqual([
      ['output', [1, 112, 192, 11]],
      ['sixteenth', [1, 14, 24, 128]],
      ['eighth', [1, 28, 48, 64]],
      ['quarter', [1, 56, 96, 32]],
    ]);
    const odd = { shapes: { input: [1, 3, 216, 384] } };
    expect(() => onnxToTflite(new Uint8Array(readFileSync(path)), odd)).toThrow(
      /Add, which computes ".+": \[.+\] and \[.+\] do not fit.*another size/,
    );
  });
});

describe('what cannot be written as TFLite', () => {
  it.each<[string, SmallNetwork, RegExp]>([
    ['an operator nobody has needed yet', single('Einsum', INPUT), /Einsum, which computes "output".*registry\.ts/],
    [
      'channels in another order',
      single('DepthToSpace', [1, 4, 2, 2], { blocksize: 2n, mode: 'CRD' }),
      /mode CRD is not/,
    ],
    ['a smooth resize', single('Resize', INPUT, { mode: 'cubic' }, { sizes: { whole: [] } }), /Resize.*cubic is not/],
    [
      'weights that are computed',
      { input: INPUT, nodes: [node('Conv', ['input', 'input'], 'output')] },
      /constant of floats/,
    ],
    ['a border cut off', single('Pad', INPUT, {}, { pads: { whole: [0, 0, -1, 0, 0, 0, 0, 0] } }), /cut off/],
  ])('is named: %s', (_, network, message) => {
    expect(() => onnxToTflite(onnxOf(network))).toThrow(message);
  });

  it('is named: a file that is something else, and one that leaves its size open', () => {
    expect(() => onnxToTflite(new TextEncoder().encode('hello'))).toThrow(/not an ONNX file/);
    const model = onnx.ModelProto.decode(onnxOf(single('Relu', INPUT)));
    const [batch] = model.graph?.input?.[0]?.type?.tensorType?.shape?.dim ?? [];
    Object.assign(batch!, { dimValue: undefined, dimParam: 'batch' });
    const open = onnx.ModelProto.encode(model).finish().slice();
    expect(() => onnxToTflite(open)).toThrow(/shape of input "input".*say it whole/);
    expect(tfliteOperators(onnxToTflite(open, { shapes: { input: INPUT } }))).toEqual(['RELU']);
  });
});
