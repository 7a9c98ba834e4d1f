import { onnxFile, type OnnxConstant, type OnnxNode, type OnnxPort } from '../../fixtures/onnx/onnx-file.ts';

export type Layout = 'NCHW' | 'NHWC';

export function shapeOf(layout: Layout, channels: number, width: number, height: number): number[] {
  return layout === 'NCHW' ? [1, channels, height, width] : [1, height, width, channels];
}

/** Gives back what it was given, as floats: its three "classes" are the input's channels. */
export function echo(layout: Layout, width: number, height: number, type: OnnxPort['type'] = 'float32') {
  const shape = shapeOf(layout, 3, width, height);
  return onnxFile({
    inputs: [{ name: 'in', type, shape }],
    outputs: [{ name: 'out', shape }],
    nodes: [{ op: 'Cast', inputs: ['in'], output: 'out', attributes: { to: 1 } }],
  });
}

/** The largest value in the 3 × 3 neighbourhood of each pixel, channel by channel: what lies beside the picture shows. */
export function brightestNeighbour(width: number, height: number) {
  const shape = shapeOf('NCHW', 3, width, height);
  return onnxFile({
    inputs: [{ name: 'in', shape }],
    outputs: [{ name: 'out', shape }],
    nodes: [{ op: 'MaxPool', inputs: ['in'], output: 'out', attributes: { kernel_shape: [3, 3], pads: [1, 1, 1, 1] } }],
  });
}

/** Averages square blocks: an output that is so many times smaller than the input. */
export function averaged(side: number, block: number) {
  const blocks = side / block;
  return onnxFile({
    inputs: [{ name: 'in', shape: [1, 3, side, side] }],
    outputs: [{ name: 'out', shape: [1, 3, blocks, blocks] }],
    nodes: [
      {
        op: 'AveragePool',
        inputs: ['in'],
        output: 'out',
        attributes: { kernel_shape: [block, block], strides: [block, block] },
      },
    ],
  });
}

/** One linear answer a pixel: a row of weights and a bias for each output channel. */
export interface Linear {
  readonly weights: readonly (readonly [number, number, number])[];
  readonly bias: readonly number[];
}

/**
 * Logits that are highest for the prototype nearest to the pixel's input values:
 * −|x − p|² without |x|², which all classes share.
 */
export function nearest(prototypes: readonly (readonly [number, number, number])[]): Linear {
  return {
    weights: prototypes.map(([a, b, c]) => [2 * a, 2 * b, 2 * c]),
    bias: prototypes.map(([a, b, c]) => -(a * a + b * b + c * c)),
  };
}

export interface Head extends Linear {
  readonly name: string;
  /** What follows the linear layer, from `${name}-logits` to `name`; default nothing. */
  readonly activation?: Pick<OnnxNode, 'op' | 'attributes'>;
  /** Of `name`, where it differs from the logits'. */
  readonly port?: Omit<OnnxPort, 'name'>;
}

/** A 1×1 convolution (NCHW) or a matrix product (NHWC) for each head. */
export function linearNetwork(layout: Layout, width: number, height: number, heads: readonly Head[]) {
  const constants: Record<string, OnnxConstant> = {};
  const nodes: OnnxNode[] = [];
  for (const { name, weights, bias, activation } of heads) {
    const logits = activation ? `${name}-logits` : name;
    constants[`${name}-b`] = { shape: [bias.length], values: bias };
    if (layout === 'NCHW') {
      constants[`${name}-w`] = { shape: [weights.length, 3, 1, 1], values: weights.flat() };
      nodes.push({ op: 'Conv', inputs: ['in', `${name}-w`, `${name}-b`], output: logits });
    } else {
      const columns = [0, 1, 2].flatMap((channel) => weights.map((row) => row[channel] ?? 0));
      constants[`${name}-w`] = { shape: [3, weights.length], values: columns };
      nodes.push({ op: 'MatMul', inputs: ['in', `${name}-w`], output: `${name}-product` });
      nodes.push({ op: 'Add', inputs: [`${name}-product`, `${name}-b`], output: logits });
    }
    if (activation) nodes.push({ ...activation, inputs: [logits], output: name });
  }
  return onnxFile({
    inputs: [{ name: 'in', shape: shapeOf(layout, 3, width, height) }],
    outputs: heads.map(({ name, weights, port }) => ({
      name,
      shape: shapeOf(layout, weights.length, width, height),
      ...port,
    })),
    nodes,
    constants,
  });
}
