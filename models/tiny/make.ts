import { integers, node, type Graph } from '../convert/graph.ts';
import { writeOnnx } from '../convert/write-onnx.ts';
import { TINY_BIAS, TINY_WEIGHTS } from './logits.ts';

const SIDE = 32;

/** The tiny model as an ONNX file: one 1×1 convolution, so that anybody can compute the right answer. */
export function makeTiny(): Uint8Array {
  const input = { name: 'input', shape: [1, 3, SIDE, SIDE] };
  const output = { name: 'output', shape: [1, TINY_WEIGHTS.length, SIDE, SIDE] };
  const graph: Graph = {
    name: 'tiny',
    input,
    outputs: [output],
    nodes: [node('Conv', [input.name, 'weights', 'bias'], output.name, { kernel_shape: integers([1, 1]) })],
    constants: new Map([
      ['weights', { shape: [TINY_WEIGHTS.length, 3, 1, 1], values: Float32Array.from(TINY_WEIGHTS.flat()) }],
      ['bias', { shape: [TINY_BIAS.length], values: Float32Array.from(TINY_BIAS) }],
    ]),
  };
  return writeOnnx(graph);
}
