import { describe, expect, it } from 'vitest';
import { convertGraph, convertTflite } from '../../../models/convert/convert.ts';
import { convolveBeforeResize } from '../../../models/convert/convolve-before-resize.ts';
import { integers, node, type Graph, type GraphNode } from '../../../models/convert/graph.ts';
import { phaseRows } from '../../../models/convert/phase-rows.ts';
import { tfliteToOnnx, tfliteToWasmOnnx } from '../../../models/convert/tflite-to-onnx.ts';
import { writeOnnx } from '../../../models/convert/write-onnx.ts';
import { goldenPicture } from '../../fixtures/golden/picture.ts';
import { operators, ports, tflite } from './packages.ts';
import { largestDifference, planes, run } from './session.ts';

const selfie = tflite('selfie_segmentation');
const landscape = tflite('selfie_segmentation_landscape');

describe('a TFLite file converted to ONNX', () => {
  it('is the same to the byte each time', () => {
    expect(tfliteToOnnx(selfie, 'selfie')).toEqual(tfliteToOnnx(selfie, 'selfie'));
  });

  it.each([
    ['selfie', selfie, 256, 256],
    ['selfie-landscape', landscape, 144, 256],
  ])('has the ports of %s in NCHW', (name, file, height, width) => {
    expect(ports(tfliteToOnnx(file, name))).toEqual({ input: [1, 3, height, width], output: [1, 1, height, width] });
  });

  it.each([selfie, landscape])('has no Transpose left', (file) => {
    expect(operators(tfliteToOnnx(file, 'any'))).not.toContain('Transpose');
  });

  it.each([selfie, landscape])('stays under 260 KB because its weights are float16', (file) => {
    const onnx = tfliteToOnnx(file, 'any');
    expect(onnx.length).toBeLessThan(260_000);
    expect(operators(onnx)).toContain('Cast');
  });
});

describe('a graph that convolves before it resizes', () => {
  it.each([
    ['selfie', selfie, [1, 3, 256, 256]],
    ['selfie-landscape', landscape, [1, 3, 144, 256]],
  ] as const)('computes what %s computed before', async (name, file, shape) => {
    const plain = convertTflite(file, name);
    const input = planes(goldenPicture(shape[2]));
    const before = await run(writeOnnx(plain), input, shape);
    const after = await run(writeOnnx(convolveBeforeResize(plain)), input, shape);
    expect(Math.max(...before)).toBeGreaterThan(0.5);
    expect(largestDifference(before, after)).toBeLessThan(2e-5);
  });

  it('has moved every 1×1 convolution that followed a resize, and lost nothing', () => {
    const plain = convertTflite(selfie, 'selfie');
    const moved = convolveBeforeResize(plain);
    expect(convolutionsBehindResize(plain)).toBe(3);
    expect(convolutionsBehindResize(moved)).toBe(0);
    expect(moved.nodes.map((node) => node.op).sort()).toEqual(plain.nodes.map((node) => node.op).sort());
  });

  it('leaves a convolution alone that looks at neighbours, and a resize that others read', () => {
    const resize = node('Resize', ['input', '', 'scales'], 'large');
    const conv = (size: number) =>
      node('Conv', ['large', 'weights'], 'output', { kernel_shape: integers([size, size]), strides: integers([1, 1]) });
    const port = (name: string) => ({ name, shape: [1, 1, 2, 2] });
    const graph = (...nodes: GraphNode[]) =>
      ({ name: 'x', input: port('input'), outputs: [port('output')], nodes, constants: new Map() }) satisfies Graph;
    const neighbours = graph(resize, conv(3));
    const shared = graph(resize, conv(1), node('Relu', ['large'], 'other'));
    expect(convolveBeforeResize(neighbours)).toEqual(neighbours);
    expect(convolveBeforeResize(shared)).toEqual(shared);
    expect(convolveBeforeResize(graph(resize, conv(1))).nodes.map((each) => each.op)).toEqual(['Conv', 'Resize']);
  });
});

describe('a graph whose large depthwise convolutions yield four rows at once', () => {
  const plain = convertTflite(selfie, 'selfie');

  it('computes what it computed before', async () => {
    const shape = [1, 3, 256, 256];
    const input = planes(goldenPicture());
    const [before, after] = [
      await run(writeOnnx(plain), input, shape),
      await run(writeOnnx(phaseRows(plain)), input, shape),
    ];
    expect(Math.max(...before)).toBeGreaterThan(0.5);
    expect(largestDifference(before, after)).toBeLessThan(2e-5);
  });

  it('has taken every 5×5 one, strided or not, and puts rows back where there are fewest channels', () => {
    const kernels = ({ nodes }: Graph): string[] => nodes.map((each) => String(each.attributes['kernel_shape'] ?? ''));
    expect(kernels(plain).filter((kernel) => kernel === '5,5')).toHaveLength(5);
    const phased = phaseRows(plain);
    expect(kernels(phased).filter((kernel) => kernel === '5,5')).toEqual([]);
    expect(kernels(phased).filter((kernel) => kernel === '8,5' || kernel === '11,5')).toHaveLength(5);
    const turned = phased.nodes.flatMap((each) => (each.op === 'Transpose' ? each.inputs : []));
    const shapes = phased.nodes.filter((each) => turned.includes(each.output)).map((each) => each.inputs[1]);
    expect(shapes).toEqual(Array.from({ length: 5 }, () => 'integers_1_32_4_4_16'));
  });

  it('stays as small: the copies are made when the model is loaded', () => {
    expect(tfliteToWasmOnnx(selfie, 'selfie').length).toBeLessThan(tfliteToOnnx(selfie, 'selfie').length * 1.05);
  });

  it('leaves a graph alone whose rows cannot be dealt out evenly', () => {
    const graph = convertTflite(landscape, 'selfie-landscape');
    expect(phaseRows(graph)).toEqual(graph);
  });
});

describe('what cannot be converted', () => {
  it('is named: an operator nobody has written a converter for, and the tensor it computes', () => {
    const tensor = (index: number, name: string) =>
      ({ index, name, shape: [1, 2, 2, 1], type: 'float32', bytes: new Uint8Array(0) }) as const;
    const [from, to] = [tensor(0, 'picture'), tensor(1, 'block3/roll')];
    const roll = { type: 'ROLL', inputs: [from], outputs: [to], options: undefined, customOptions: new Uint8Array(0) };
    expect(() => convertGraph({ inputs: [from], outputs: [to], operators: [roll] }, 'x')).toThrow(
      /ROLL.*"block3\/roll".*registry\.ts/,
    );
  });

  it('is named: a custom operator in a real file', () => {
    const patched = patch(selfie, 'Convolution2DTransposeBias', 'Convolution2DTransposeNone');
    expect(() => tfliteToOnnx(patched, 'selfie')).toThrow(/Convolution2DTransposeNone, which computes "segment"/);
  });

  it('is named: a file that is not TFLite', () => {
    expect(() => tfliteToOnnx(new TextEncoder().encode('<!doctype html>'), 'x')).toThrow(/not a TFLite file/);
  });
});

function convolutionsBehindResize({ nodes }: Graph): number {
  const resized = nodes.filter((each) => each.op === 'Resize').map((each) => each.output);
  return nodes.filter((each) => each.op === 'Conv' && resized.includes(each.inputs[0] ?? '')).length;
}

/** Replaces the only occurrence of a string by one of the same length. */
function patch(file: Uint8Array, from: string, to: string): Uint8Array {
  const text = Buffer.from(file).toString('latin1');
  expect(text.split(from)).toHaveLength(2);
  return new Uint8Array(Buffer.from(text.replace(from, to), 'latin1'));
}
