import type { GraphNode } from '../graph.ts';
import { CONCATENATION, DEPTH_TO_SPACE, MIRROR_PAD, OPTIONS } from '../tflite/schema.ts';
import { orderFor } from './arithmetic.ts';
import { expect, whole, wholesOf, type Context, type Emitter } from './context.ts';
import { asItIs, CHANNELS_LAST } from './order.ts';

/** Concat along one axis. */
export const concatenation: Emitter = (node, context) => {
  const shapes = node.inputs.map((name) => context.shape(name));
  const [first = []] = shapes;
  const rank = first.length;
  const axis = (whole(node, 'axis', 0) + rank) % rank;
  const length = shapes.reduce((sum, shape) => sum + (shape[axis] ?? 0), 0);
  const order = orderFor(context, node.inputs, rank);
  context.emit(node, first.with(axis, length), order, {
    type: 'CONCATENATION',
    inputs: node.inputs.map((name) => context.tensor(name, order)),
    options: {
      union: OPTIONS.concatenation,
      fields: [[CONCATENATION.axis, 'int32', order.indexOf(axis)]],
      activation: CONCATENATION.activation,
    },
  });
};

/** DepthToSpace whose channels lie by row of the block, its column, and depth. */
export const depthToSpace: Emitter = (node, context) => {
  expect(node, 'mode', ['DCR']);
  const [input = ''] = node.inputs;
  const { tensor, sizes } = context.map(input);
  const block = whole(node, 'blocksize', 1);
  const shape = [sizes[0], sizes[1] / block ** 2, sizes[2] * block, sizes[3] * block];
  context.emit(node, shape, CHANNELS_LAST, {
    type: 'DEPTH_TO_SPACE',
    inputs: [tensor],
    options: { union: OPTIONS.depthToSpace, fields: [[DEPTH_TO_SPACE.blockSize, 'int32', block]] },
  });
};

/** Pad with a value, or with what lies behind the border. */
export const pad: Emitter = (node, context) => {
  expect(node, 'mode', ['constant', 'reflect']);
  const [input = '', listed, filling, axes] = node.inputs;
  if (axes) throw new Error('axes are not supported');
  const { shape, order, tensor } = context.value(input);
  const sides = listed ? context.wholes(listed) : (wholesOf(node, 'pads') ?? []);
  if (sides.some((side) => side < 0)) throw new Error('sides that are cut off are not supported');
  const rank = shape.length;
  const side = (axis: number): [number, number] => [sides[axis] ?? 0, sides[axis + rank] ?? 0];
  const grown = shape.map((size, axis) => size + side(axis)[0] + side(axis)[1]);
  const paddings = context.draft.wholes([rank, 2], order.flatMap(side));
  if (node.attributes['mode'] === 'reflect') {
    const options = { union: OPTIONS.mirrorPad, fields: [[MIRROR_PAD.mode, 'int8', 0]] as const };
    return context.emit(node, grown, order, { type: 'MIRROR_PAD', inputs: [tensor, paddings], options });
  }
  const value = fillingOf(node, context, filling);
  if (value === 0) return context.emit(node, grown, order, { type: 'PAD', inputs: [tensor, paddings] });
  const inputs = [tensor, paddings, context.draft.floats([], Float32Array.of(value))];
  context.emit(node, grown, order, { type: 'PADV2', inputs });
};

function fillingOf({ attributes }: GraphNode, context: Context, filling: string | undefined): number {
  if (filling) return context.floats(filling).values[0] ?? 0;
  return typeof attributes['value'] === 'number' ? attributes['value'] : 0;
}

/** Reshape: of the values as ONNX has them in a row. */
export const reshape: Emitter = (node, context) => {
  const [input = '', listed] = node.inputs;
  const from = context.shape(input);
  const asked = context.wholes(listed).map((size, axis) => (size === 0 ? (from[axis] ?? 0) : size));
  const count = from.reduce((product, size) => product * size, 1);
  const known = asked.filter((size) => size > 0).reduce((product, size) => product * size, 1);
  reshapeTo(
    node,
    context,
    asked.map((size) => (size < 0 ? count / known : size)),
  );
};

/** Flatten: two axes are left. */
export const flatten: Emitter = (node, context) => {
  const shape = context.shape(node.inputs[0] ?? '');
  const axis = (whole(node, 'axis', 1) + shape.length) % shape.length;
  const product = (sizes: readonly number[]): number => sizes.reduce((all, size) => all * size, 1);
  reshapeTo(node, context, [product(shape.slice(0, axis)), product(shape.slice(axis))]);
};

/** Squeeze: without axes of one place. */
export const squeeze: Emitter = (node, context) => {
  const shape = context.shape(node.inputs[0] ?? '');
  const given = axesOf(node, context)?.map((axis) => (axis + shape.length) % shape.length);
  reshapeTo(
    node,
    context,
    shape.filter((size, axis) => (given ? !given.includes(axis) : size !== 1)),
  );
};

/** Unsqueeze: with more axes of one place. */
export const unsqueeze: Emitter = (node, context) => {
  const shape = [...context.shape(node.inputs[0] ?? '')];
  const given = axesOf(node, context) ?? [];
  const rank = shape.length + given.length;
  const added = given.map((axis) => (axis + rank) % rank);
  reshapeTo(
    node,
    context,
    asItIs(rank).map((axis) => (added.includes(axis) ? 1 : (shape.shift() ?? 1))),
  );
};

/** An input since opset 13, an attribute before. */
function axesOf(node: GraphNode, context: Context): number[] | undefined {
  return node.inputs[1] ? context.wholes(node.inputs[1]) : wholesOf(node, 'axes');
}

function reshapeTo(node: GraphNode, context: Context, shape: readonly number[]): void {
  const [input = ''] = node.inputs;
  const inRow = context.tensor(input, asItIs(context.shape(input).length));
  context.define(node, { shape, order: asItIs(shape.length), tensor: context.reshaped(inRow, shape) });
}

/** Transpose: the same tensor, whose axes are called otherwise. */
export const transpose: Emitter = (node, context) => {
  const [input = ''] = node.inputs;
  const { shape, order, tensor } = context.value(input);
  const perm = wholesOf(node, 'perm') ?? asItIs(shape.length).toReversed();
  const turned = perm.map((axis) => shape[axis] ?? 1);
  context.define(node, { shape: turned, order: order.map((axis) => perm.indexOf(axis)), tensor });
};

/** Identity, and Dropout as it is after training. */
export const identity: Emitter = (node, context) => context.define(node, context.value(node.inputs[0] ?? ''));
