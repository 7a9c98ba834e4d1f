import type { GraphNode } from '../graph.ts';
import { BINARY, LEAKY_RELU, OPTIONS, SOFTMAX, type Activation } from '../tflite/schema.ts';
import { whole, type Context, type Emitter } from './context.ts';
import { asItIs } from './order.ts';

export const relu: Emitter = (node, context) => activate(node, context, 'RELU');
export const sigmoid = unary('LOGISTIC');
export const tanh = unary('TANH');
export const hardSwish = unary('HARD_SWISH');

/** LeakyRelu, whose slope is 0.01 where none is given. */
export const leakyRelu: Emitter = (node, context) => {
  const alpha = node.attributes['alpha'];
  const slope = typeof alpha === 'number' ? alpha : 0.01;
  emit(node, context, 'LEAKY_RELU', { union: OPTIONS.leakyRelu, fields: [[LEAKY_RELU.alpha, 'float32', slope]] });
};

/** Clip: an activation of TFLite's where it is one, else the larger and the smaller of two. */
export const clip: Emitter = (node, context) => {
  const lowest = bound(node, context, 1, 'min') ?? -Infinity;
  const highest = bound(node, context, 2, 'max') ?? Infinity;
  if (lowest === 0 && highest === Infinity) return activate(node, context, 'RELU');
  if (lowest === 0 && highest === 6) return activate(node, context, 'RELU6');
  const [input = ''] = node.inputs;
  const { shape, order, tensor } = context.value(input);
  const { draft } = context;
  const limited = (type: string, from: number, limit: number): number => {
    if (!Number.isFinite(limit)) return from;
    const output = draft.computed(draft.shape(from));
    return draft.add({ type, inputs: [from, draft.floats([], Float32Array.of(limit))], output });
  };
  context.define(node, { shape, order, tensor: limited('MINIMUM', limited('MAXIMUM', tensor, lowest), highest) });
};

/** HardSigmoid: max(0, min(1, alpha · x + beta)), as a sixth of a RELU6. */
export const hardSigmoid: Emitter = (node, context) => {
  const { alpha = 0.2, beta = 0.5 } = node.attributes;
  const [input = ''] = node.inputs;
  const { shape, order, tensor } = context.value(input);
  const { draft } = context;
  const scaled = (type: string, from: number, factor: number, fused: Activation = 'NONE'): number => {
    const inputs = [from, draft.floats([], Float32Array.of(factor))];
    const union = type === 'MUL' ? OPTIONS.mul : OPTIONS.add;
    const options = { union, fields: [], activation: BINARY.activation };
    const output = draft.add({ type, inputs, options, output: draft.computed(draft.shape(from)) });
    const last = draft.operators.at(-1);
    if (last) last.activation = fused;
    return output;
  };
  const held = scaled('ADD', scaled('MUL', tensor, Number(alpha) * 6), Number(beta) * 6, 'RELU6');
  context.define(node, { shape, order, tensor: scaled('MUL', held, 1 / 6) });
};

/** Softmax along one axis, which TFLite wants last. */
export const softmax: Emitter = (node, context) => {
  const [input = ''] = node.inputs;
  const { shape, order } = context.value(input);
  const rank = shape.length;
  const axis = (whole(node, 'axis', -1) + rank) % rank;
  const last = order.at(-1) === axis ? order : [...asItIs(rank).filter((each) => each !== axis), axis];
  context.emit(node, shape, last, {
    type: 'SOFTMAX',
    inputs: [context.tensor(input, last)],
    options: { union: OPTIONS.softmax, fields: [[SOFTMAX.beta, 'float32', 1]] },
  });
};

function activate(node: GraphNode, context: Context, activation: Exclude<Activation, 'NONE'>): void {
  if (!context.fuse(node, activation)) emit(node, context, activation);
}

function unary(type: string): Emitter {
  return (node, context) => emit(node, context, type);
}

function emit(
  node: GraphNode,
  context: Context,
  type: string,
  options?: Parameters<Context['emit']>[3]['options'],
): void {
  const [input = ''] = node.inputs;
  const { shape, order, tensor } = context.value(input);
  context.emit(node, shape, order, { type, inputs: [tensor], ...(options ? { options } : {}) });
}

/** A limit: an input since opset 11, an attribute before. */
function bound({ inputs, attributes }: GraphNode, context: Context, place: number, name: string): number | undefined {
  if (inputs[place]) return context.floats(inputs[place]).values[0];
  const value = attributes[name];
  return typeof value === 'number' ? value : undefined;
}
