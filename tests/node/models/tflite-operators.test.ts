import { describe, expect, it } from 'vitest';
import { integers, node } from '../../../models/convert/graph.ts';
import { onnxToTflite } from '../../../models/convert/onnx-to-tflite.ts';
import { randomly } from '../../fixtures/randomly.ts';
import { runBoth, tfliteOperators } from './both-runtimes.ts';
import { largestDifference } from './session.ts';
import { onnxOf, single, values, type SmallNetwork } from './small-network.ts';

/** What such sums may differ by, of values around 1. */
const CLOSE = 1e-5;

const square = (size: number) => integers([size, size]);
const all = (size: number) => integers([size, size, size, size]);
const floats = (...given: number[]) => ({ shape: [], values: Float32Array.from(given) });
const list = (...given: number[]) => ({ shape: [given.length], values: Float32Array.from(given) });

/** Whether LiteRT gives what ONNX Runtime does, to a random input. */
async function expectSame(network: SmallNetwork): Promise<void> {
  const input = { values: values(network.input, randomly(7)), shape: network.input };
  for (const { expected, found } of Object.values(await runBoth(onnxOf(network), { input }))) {
    expect(expected.length).toBeGreaterThan(0);
    expect(largestDifference(expected, found)).toBeLessThan(CLOSE);
  }
}

const operators = (network: SmallNetwork): string[] => tfliteOperators(onnxToTflite(onnxOf(network)));

const conv = (input: readonly number[], weights: readonly number[], attributes = {}) =>
  single('Conv', input, attributes, { w: { random: weights }, b: { random: weights.slice(0, 1) } });

describe('a convolution as TFLite', () => {
  it.each<[string, SmallNetwork]>([
    ['3×3', conv([1, 3, 5, 7], [4, 3, 3, 3], { pads: all(1) })],
    ['without a border', conv([1, 3, 5, 7], [4, 3, 3, 3])],
    ['of stride 2, even', conv([1, 3, 8, 10], [4, 3, 3, 3], { pads: all(1), strides: square(2) })],
    ['of stride 2, odd', conv([1, 3, 7, 9], [4, 3, 3, 3], { pads: all(1), strides: square(2) })],
    ['of stride 2, which leaves places over', conv([1, 2, 8, 9], [2, 2, 3, 3], { strides: square(2) })],
    ['dilated', conv([1, 2, 9, 8], [3, 2, 3, 3], { pads: all(2), dilations: square(2) })],
    ['dilated beyond its map', conv([1, 2, 3, 3], [3, 2, 3, 3], { pads: all(4), dilations: square(4) })],
    ['of one pixel', conv([1, 5, 1, 1], [4, 5, 1, 1])],
    ['3×3 of one pixel', conv([1, 2, 1, 1], [2, 2, 3, 3], { pads: all(1), strides: square(2) })],
    ['with a border on some sides', conv([1, 2, 6, 5], [3, 2, 3, 3], { pads: integers([0, 1, 2, 0]) })],
    [
      '1×5, stride 1 by 3',
      conv([1, 2, 4, 11], [3, 2, 1, 5], { pads: integers([0, 2, 0, 2]), strides: integers([1, 3]) }),
    ],
    ['SAME_UPPER', conv([1, 2, 8, 8], [2, 2, 3, 3], { auto_pad: 'SAME_UPPER', strides: square(2) })],
    ['SAME_LOWER', conv([1, 2, 8, 8], [2, 2, 3, 3], { auto_pad: 'SAME_LOWER', strides: square(2) })],
    ['in groups', conv([1, 4, 6, 6], [6, 2, 3, 3], { pads: all(1), group: 2n })],
    ['of single channels', conv([1, 1, 6, 6], [1, 1, 3, 3], { pads: all(1) })],
    ['depthwise', conv([1, 4, 5, 6], [4, 1, 3, 3], { pads: all(1), group: 4n })],
    ['depthwise of stride 2', conv([1, 4, 6, 8], [4, 1, 3, 3], { pads: all(1), group: 4n, strides: square(2) })],
    ['depthwise, dilated', conv([1, 3, 9, 9], [3, 1, 3, 3], { pads: all(3), group: 3n, dilations: square(3) })],
    ['depthwise, two filters a channel', conv([1, 3, 5, 5], [6, 1, 3, 3], { pads: all(1), group: 3n })],
    ['without a bias', single('Conv', [1, 2, 4, 4], { pads: all(1) }, { w: { random: [3, 2, 3, 3] } })],
    [
      'of halves',
      single(
        'Conv',
        [1, 2, 4, 4],
        {},
        {
          w: { shape: [2, 2, 1, 1], values: Float32Array.of(0.5, -1.25, 3, 0.125) },
          b: list(1, -2),
        },
      ),
    ],
  ])('%s: both runtimes give the same', (_, network) => expectSame(network));

  it.each<[string, SmallNetwork]>([
    ['2×2 of stride 2', single('ConvTranspose', [1, 3, 4, 5], { strides: square(2) }, { w: { random: [3, 2, 2, 2] } })],
    [
      '4×4, cut by one all round',
      single(
        'ConvTranspose',
        [1, 3, 4, 5],
        { strides: square(2), pads: all(1) },
        { w: { random: [3, 2, 4, 4] }, b: { random: [2] } },
      ),
    ],
    [
      '3×3, cut more before than behind',
      single(
        'ConvTranspose',
        [1, 2, 3, 4],
        { strides: square(2), pads: all(1), output_padding: square(1) },
        { w: { random: [2, 3, 3, 3] } },
      ),
    ],
    [
      'with gaps that hold the bias alone',
      single(
        'ConvTranspose',
        [1, 2, 3, 2],
        { strides: square(3), output_padding: square(1) },
        { w: { random: [2, 2, 2, 2] }, b: { random: [2] } },
      ),
    ],
    ['of one pixel', single('ConvTranspose', [1, 4, 1, 1], { strides: square(2) }, { w: { random: [4, 1, 3, 3] } })],
  ])('transposed, %s: both runtimes give the same', (_, network) => expectSame(network));
});

describe('a map as TFLite', () => {
  const map = [1, 4, 6, 5];
  const pool = { kernel_shape: square(3), strides: square(2), pads: all(1) };
  it.each<[string, SmallNetwork]>([
    ['the largest of 2×2', single('MaxPool', map, { kernel_shape: square(2), strides: square(2) })],
    ['the largest of 3×3 with a border', single('MaxPool', map, pool)],
    [
      'the largest, the last window beyond the map',
      single('MaxPool', map, { kernel_shape: square(2), strides: square(2), ceil_mode: 1n }),
    ],
    ['the mean of 2×2', single('AveragePool', map, { kernel_shape: square(2), strides: square(2) })],
    ['the mean of 3×3 without its border', single('AveragePool', map, { ...pool, strides: square(1) })],
    ['the mean of 3×3 with its border', single('AveragePool', map, { ...pool, count_include_pad: 1n })],
    ['the mean of all', single('GlobalAveragePool', map)],
    ['the mean along axes', single('ReduceMean', map, { axes: integers([2, 3]), keepdims: 1n })],
    ['the sum of channels', single('ReduceSum', map, { keepdims: 1n }, { axes: { whole: [1] } })],
    ['the largest along an axis', single('ReduceMax', map, { axes: integers([-1]), keepdims: 1n })],
    ['in blocks', single('DepthToSpace', [1, 12, 3, 2], { blocksize: 2n, mode: 'DCR' })],
    ['padded, channels too', single('Pad', map, { mode: 'constant' }, { pads: { whole: [0, 1, 2, 0, 0, 2, 0, 3] } })],
    ['padded with a value', single('Pad', map, {}, { pads: { whole: [0, 0, 1, 1, 0, 0, 1, 0] }, value: floats(-2) })],
    [
      'padded with its reflection',
      single('Pad', map, { mode: 'reflect' }, { pads: { whole: [0, 0, 2, 1, 0, 0, 1, 2] } }),
    ],
    ['scores of its channels', single('Softmax', map, { axis: 1n })],
    ['scores along a row', single('Softmax', map, { axis: -1n })],
  ])('%s: both runtimes give the same', (_, network) => expectSame(network));

  it.each([0n, 1n])('the place of the largest channel, axis kept %i', async (keepdims) => {
    const nodes = [
      node('ArgMax', ['input'], 'place', { axis: 1n, keepdims }),
      node('Cast', ['place'], 'output', { to: 1n }),
    ];
    await expectSame({ input: map, nodes });
  });
});

describe('a resized map as TFLite', () => {
  const by = (vertical: number, horizontal: number) => ({ roi: list(), scales: list(1, 1, vertical, horizontal) });
  const linear = (coordinate_transformation_mode: string) => ({ mode: 'linear', coordinate_transformation_mode });
  const nearest = (coordinate_transformation_mode: string, nearest_mode: string) => ({
    mode: 'nearest',
    coordinate_transformation_mode,
    nearest_mode,
  });
  it.each<[string, SmallNetwork]>([
    ['twice, half pixels', single('Resize', [1, 3, 4, 5], linear('half_pixel'), by(2, 2))],
    ['3 by 4, half pixels', single('Resize', [1, 3, 1, 5], linear('pytorch_half_pixel'), by(3, 4))],
    ['half, half pixels', single('Resize', [1, 3, 6, 8], linear('half_pixel'), by(0.5, 0.5))],
    ['corners aligned', single('Resize', [1, 3, 4, 5], linear('align_corners'), by(2, 3))],
    ['from the corner', single('Resize', [1, 3, 4, 5], linear('asymmetric'), by(2, 2))],
    ['the nearest, from the corner', single('Resize', [1, 3, 4, 5], nearest('asymmetric', 'floor'), by(2, 3))],
    ['the nearest, half pixels', single('Resize', [1, 3, 4, 5], nearest('half_pixel', 'round_prefer_floor'), by(2, 2))],
    [
      'the later of two as near',
      single('Resize', [1, 3, 4, 6], nearest('half_pixel', 'round_prefer_ceil'), by(0.5, 0.5)),
    ],
  ])('%s: both runtimes give the same', (_, network) => expectSame(network));

  it('takes sizes too', () => {
    const constants = { sizes: { whole: [1, 2, 7, 9] } };
    const nodes = [node('Resize', ['input', '', '', 'sizes'], 'output', { mode: 'linear' })];
    return expectSame({ input: [1, 2, 4, 5], nodes, constants });
  });

  it('is refused where TFLite would take other places', () => {
    const network = single('Resize', [1, 3, 4, 6], nearest('half_pixel', 'ceil'), by(2, 2));
    expect(() => operators(network)).toThrow(/Resize, which computes "output": nearest half_pixel.*other places/);
  });
});

describe('single values as TFLite', () => {
  const map = [1, 3, 4, 5];
  it.each<[string, SmallNetwork]>([
    ['Sigmoid', single('Sigmoid', map)],
    ['Tanh', single('Tanh', map)],
    ['Relu', single('Relu', map)],
    ['LeakyRelu', single('LeakyRelu', map, { alpha: 0.25 })],
    ['HardSwish', single('HardSwish', map)],
    ['HardSigmoid', single('HardSigmoid', map, { alpha: 0.3, beta: 0.4 })],
    ['Clip', single('Clip', map, {}, { min: floats(-0.5), max: floats(0.25) })],
    ['Clip from below', single('Clip', map, {}, { min: floats(-0.5) })],
    ['Add', single('Add', map, {}, { b: { random: [3, 1, 1] } })],
    ['Sub of a number', single('Sub', map, {}, { b: floats(0.5) })],
    ['Mul', single('Mul', map, {}, { b: { random: [1, 3, 4, 5] } })],
    ['Div by a row', single('Div', map, {}, { b: list(1, 2, 3, 4, 5) })],
  ])('%s: both runtimes give the same', (_, network) => expectSame(network));

  it('of which one is repeated along the other', () => {
    const nodes = [
      node('GlobalAveragePool', ['input'], 'mean'),
      node('Mul', ['mean', 'input'], 'scaled'),
      node('Add', ['scaled', 'input'], 'output'),
    ];
    return expectSame({ input: map, nodes });
  });
});

describe('the order of values as TFLite', () => {
  const last = (perm: readonly number[]) => node('Transpose', ['input'], 'turned', { perm: integers(perm) });
  it.each<[string, SmallNetwork]>([
    ['a list', single('Reshape', [1, 3, 4, 2], {}, { shape: { whole: [1, -1] } })],
    ['another map', single('Reshape', [1, 4, 3, 2], {}, { shape: { whole: [0, 2, 6, 2] } })],
    ['two axes', single('Flatten', [1, 3, 4, 2], { axis: 2n })],
    ['fewer axes', single('Squeeze', [1, 3, 1, 4], {}, { axes: { whole: [2] } })],
    ['more axes', single('Unsqueeze', [2, 3], {}, { axes: { whole: [0, -1] } })],
    ['turned', single('Transpose', [1, 3, 4, 2], { perm: integers([0, 2, 1, 3]) })],
    ['what went in', single('Identity', [1, 3, 4, 2])],
    [
      'turned, and worked on',
      {
        input: [1, 3, 4, 2],
        constants: { w: { random: [5, 4, 1, 1] } },
        nodes: [last([0, 2, 3, 1]), node('Conv', ['turned', 'w'], 'output')],
      },
    ],
    [
      'side by side',
      {
        input: [1, 3, 4, 2],
        constants: { w: { random: [1, 3, 5, 2] } },
        nodes: [node('Relu', ['input'], 'other'), node('Concat', ['input', 'other', 'w'], 'output', { axis: -2n })],
      },
    ],
  ])('%s: both runtimes give the same', (_, network) => expectSame(network));

  it('moves nothing that already lies as it is wanted', () => {
    const list = { input: [1, 3, 4, 2], constants: { shape: { whole: [1, 8, 3] } } };
    const nodes = [last([0, 2, 3, 1]), node('Reshape', ['turned', 'shape'], 'output')];
    expect(operators({ ...list, nodes })).toEqual(['RESHAPE']);
  });
});
