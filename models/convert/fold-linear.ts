import { encodeFloat16s } from '../../src/core/labels/float16.ts';
import type { Constant, Graph, GraphNode } from './graph.ts';
import { padding } from './sizes.ts';
import { readersOf, withoutDead } from './rewriting.ts';

/**
 * Linear steps that follow one another as one, where that is less to compute: the same function but for rounding.
 *
 * - a 1×1 convolution, or a scale and a bias, into the 1×1 convolution or scale behind it;
 * - a 1×1 convolution into the transposed one before it;
 * - Σ s · (W x + b) with weights s that sum to one is W (Σ s · x) + b: the convolution sees one place in place of all.
 *
 * Weights that are halves are left alone: joined they would be none, and the file twice as large.
 */
export function foldLinear(graph: Graph): Graph {
  let current = graph;
  for (let next = step(current); next; next = step(current)) current = withoutDead(next);
  return current;
}

function step(graph: Graph): Graph | null {
  for (const reader of graph.nodes) {
    const maker = graph.nodes.find(({ output }) => output === reader.inputs[0]);
    const next = (maker && joined(graph, maker, reader)) ?? summedFirst(graph, reader);
    if (next) return next;
  }
  return null;
}

/** A node that is W x + b at each place. */
interface Linear {
  readonly outputs: number;
  readonly inputs: number;
  /** [outputs, inputs]; of a scale the diagonal alone. */
  readonly weights: Float32Array;
  readonly bias: Float32Array | null;
  readonly diagonal: boolean;
}

function joined(graph: Graph, maker: GraphNode, reader: GraphNode): Graph | null {
  const second = linearOf(graph, reader);
  if (!second) return null;
  const alone = readersOf(graph, maker.output).length === 1;
  const spread =
    maker.op === 'ConvTranspose' && alone && !second.diagonal ? spreading(graph, maker, second, reader) : null;
  if (spread) return spread;
  const first = linearOf(graph, maker);
  if (!first || (first.diagonal && second.diagonal)) return null;
  if (!first.diagonal) {
    const apart = (alone ? first.inputs * first.outputs : 0) + (second.diagonal ? 0 : second.inputs * second.outputs);
    if (first.inputs * second.outputs > apart) return null;
  }
  const weights = product(second, first);
  const bias = Float32Array.from({ length: second.outputs }, (_, out) => biasAt(second, first, out));
  const name = `${reader.output}_joined`;
  const constants = new Map(graph.constants);
  constants.set(`${name}_w`, { shape: [second.outputs, first.inputs, 1, 1], values: weights });
  constants.set(`${name}_b`, { shape: [second.outputs], values: bias });
  const node: GraphNode = {
    op: 'Conv',
    inputs: [dataOf(graph, maker), `${name}_w`, `${name}_b`],
    output: reader.output,
    attributes: POINTWISE,
  };
  return { ...graph, constants, nodes: inPlaceOf(graph, reader, node) };
}

/** One place, no neighbour. */
const POINTWISE = {
  dilations: [1n, 1n],
  group: 1n,
  kernel_shape: [1n, 1n],
  pads: [0n, 0n, 0n, 0n],
  strides: [1n, 1n],
} as const;

/** The rest of what a transposed convolution makes, of fewer channels. Null where they are more. */
function spreading(graph: Graph, maker: GraphNode, second: Linear, reader: GraphNode): Graph | null {
  const kernel = constantOf(graph, maker.inputs[1]);
  if (!kernel || second.outputs > second.inputs) return null;
  const [inputs = 0, middle = 0, height = 0, width = 0] = kernel.shape;
  const [area, weights] = [height * width, new Float32Array(inputs * second.outputs * height * width)];
  for (let i = 0; i < inputs; i += 1)
    for (let o = 0; o < second.outputs; o += 1)
      for (let at = 0; at < area; at += 1) {
        let sum = 0;
        for (let m = 0; m < middle; m += 1)
          sum += second.weights[o * middle + m]! * Number(kernel.values[(i * middle + m) * area + at]);
        weights[(i * second.outputs + o) * area + at] = sum;
      }
  const own = constantOf(graph, maker.inputs[2]);
  const first = { bias: own ? (own.values as Float32Array) : null };
  const name = `${reader.output}_spread`;
  const constants = new Map(graph.constants);
  constants.set(`${name}_w`, { shape: [inputs, second.outputs, height, width], values: weights });
  constants.set(`${name}_b`, {
    shape: [second.outputs],
    values: Float32Array.from({ length: second.outputs }, (_, out) => biasAt(second, first, out)),
  });
  const inputsOf = [maker.inputs[0] ?? '', `${name}_w`, `${name}_b`];
  return {
    ...graph,
    constants,
    nodes: inPlaceOf(graph, reader, { ...maker, inputs: inputsOf, output: reader.output }),
  };
}

/** ReduceSum(Conv(x) · Softmax(…)) along the softmax's axis -> Conv(ReduceSum(x · Softmax(…))). */
function summedFirst(graph: Graph, sum: GraphNode): Graph | null {
  if (sum.op !== 'ReduceSum') return null;
  const made = (name = ''): GraphNode | undefined => graph.nodes.find(({ output }) => output === name);
  const axes = constantOf(graph, sum.inputs[1])?.values;
  const weighted = made(sum.inputs[0]);
  if (weighted?.op !== 'Mul' || axes?.length !== 1 || readersOf(graph, weighted.output).length !== 1) return null;
  const [one, other] = weighted.inputs;
  const conv = made(one);
  const softmax = made(other);
  if (!conv || softmax?.op !== 'Softmax' || softmax.attributes['axis'] !== axes[0]) return null;
  if (conv.op !== 'Conv' || !linearOf(graph, conv) || readersOf(graph, conv.output).length !== 1) return null;
  const [x, total] = [`${sum.output}_x`, `${sum.output}_sum`];
  const nodes = inPlaceOf(
    graph,
    sum,
    { ...weighted, inputs: [conv.inputs[0] ?? '', other ?? ''], output: x },
    { ...sum, inputs: [x, sum.inputs[1] ?? ''], output: total },
    { ...conv, inputs: [total, ...conv.inputs.slice(1)], output: sum.output },
  );
  return { ...graph, nodes };
}

function linearOf(graph: Graph, node: GraphNode): Linear | null {
  if (node.op === 'Conv') {
    const [weights, bias] = [constantOf(graph, node.inputs[1]), constantOf(graph, node.inputs[2])];
    if (!weights || !(weights.values instanceof Float32Array) || (node.inputs[2] && !bias)) return null;
    if (encodeFloat16s(weights.values)) return null;
    const { kernel_shape: kernel, strides, group } = node.attributes;
    if (`${String(kernel)} ${String(strides)} ${padding(node).join()}` !== '1,1 1,1 0,0,0,0') return null;
    const [outputs = 0, inputs = 0] = weights.shape;
    const diagonal = group !== 1n;
    // groups of several channels are neither
    if (diagonal && (inputs !== 1 || group !== BigInt(outputs))) return null;
    return {
      outputs,
      inputs: diagonal ? outputs : inputs,
      weights: weights.values,
      bias: bias ? (bias.values as Float32Array) : null,
      diagonal,
    };
  }
  if (node.op !== 'Mul' && node.op !== 'Add') return null;
  const constant = node.inputs.map((name) => constantOf(graph, name)).find((each) => each !== undefined);
  const [n, channels = 0, h, w] = constant?.shape ?? [];
  if (!constant || n !== 1 || h !== 1 || w !== 1 || !(constant.values instanceof Float32Array)) return null;
  const { values } = constant;
  const ones = new Float32Array(channels).fill(1);
  const scales = node.op === 'Mul';
  return {
    outputs: channels,
    inputs: channels,
    weights: scales ? values : ones,
    bias: scales ? null : values,
    diagonal: true,
  };
}

/** second · first, at least one of them whole. */
function product(second: Linear, first: Linear): Float32Array {
  const [outputs, middle, inputs] = [second.outputs, second.inputs, first.inputs];
  const weights = new Float32Array(outputs * inputs);
  const sums = new Float64Array(inputs);
  for (let out = 0; out < outputs; out += 1) {
    sums.fill(0);
    for (let m = second.diagonal ? out : 0; m < (second.diagonal ? out + 1 : middle); m += 1) {
      const scale = second.diagonal ? second.weights[out]! : second.weights[out * middle + m]!;
      if (first.diagonal) sums[m] = sums[m]! + scale * first.weights[m]!;
      else for (let i = 0; i < inputs; i += 1) sums[i] = sums[i]! + scale * first.weights[m * inputs + i]!;
    }
    weights.set(sums, out * inputs);
  }
  return weights;
}

function biasAt(second: Linear, { bias }: Pick<Linear, 'bias'>, out: number): number {
  let sum = second.bias?.[out] ?? 0;
  if (!bias) return sum;
  if (second.diagonal) return sum + second.weights[out]! * bias[out]!;
  for (let m = 0; m < second.inputs; m += 1) sum += second.weights[out * second.inputs + m]! * bias[m]!;
  return sum;
}

function dataOf({ constants }: Graph, { inputs }: GraphNode): string {
  return inputs.find((name) => !constants.has(name)) ?? '';
}

function constantOf({ constants }: Graph, name = ''): Constant | undefined {
  return constants.get(name);
}

function inPlaceOf({ nodes }: Graph, old: GraphNode, ...next: readonly GraphNode[]): GraphNode[] {
  return nodes.flatMap((each) => (each === old ? next : [each]));
}
