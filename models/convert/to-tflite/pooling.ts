import type { GraphNode } from '../graph.ts';
import { ARG_MAX, OPTIONS, paddingCode, POOL_2D, REDUCER, tensorTypeCode } from '../tflite/schema.ts';
import { expect, whole, wholesOf, type Context, type Emitter } from './context.ts';
import { CHANNELS_LAST } from './order.ts';
import { framed, paddingOf, spans } from './window.ts';

/** MaxPool: what lies outside the map never counts. */
export const maxPool: Emitter = (node, context) => {
  if ((wholesOf(node, 'dilations') ?? []).some((each) => each !== 1)) throw new Error('dilations are not supported');
  pool(node, context, 'MAX_POOL_2D', -3.402_823_466_385_288_6e38);
};

/** AveragePool. What TFLite pads by itself does not count; what is to count is put around the map. */
export const averagePool: Emitter = (node, context) => {
  pool(node, context, 'AVERAGE_POOL_2D', node.attributes['count_include_pad'] === 1n ? 0 : undefined);
};

/** @param outside what may lie around the map; none: it has to be left to TFLite */
function pool(node: GraphNode, context: Context, type: string, outside: number | undefined): void {
  const [input = ''] = node.inputs;
  const map = context.map(input);
  const [n, channels, height, width] = map.sizes;
  const [kernelH = 1, kernelW = 1] = wholesOf(node, 'kernel_shape') ?? [];
  const both = spans(node, [height, width], [kernelH, kernelW]);
  const own = outside === 0 && paddingOf(both) !== 'VALID' ? undefined : paddingOf(both);
  if (!own && outside === undefined) throw new Error('a border that does not count is supported only as SAME pads it');
  const around = own
    ? { tensor: map.tensor, padding: own }
    : ({ tensor: framed(context, map, both, outside ?? 0), padding: 'VALID' } as const);
  context.emit(node, [n, channels, both[0].out, both[1].out], CHANNELS_LAST, {
    type,
    inputs: [around.tensor],
    options: {
      union: OPTIONS.pool2d,
      fields: [
        [POOL_2D.padding, 'int8', paddingCode(around.padding)],
        [POOL_2D.strideW, 'int32', both[1].stride],
        [POOL_2D.strideH, 'int32', both[0].stride],
        [POOL_2D.filterW, 'int32', kernelW],
        [POOL_2D.filterH, 'int32', kernelH],
      ],
      activation: POOL_2D.activation,
    },
  });
}

/** GlobalAveragePool: the mean over height and width. */
export const globalAveragePool: Emitter = (node, context) => {
  const [input = ''] = node.inputs;
  const { sizes, tensor } = context.map(input);
  context.emit(
    node,
    [sizes[0], sizes[1], 1, 1],
    CHANNELS_LAST,
    reducer('MEAN', [tensor, context.draft.wholes([2], [1, 2])]),
  );
};

export const mean = reduce('MEAN');
export const sum = reduce('SUM');
export const max = reduce('REDUCE_MAX');

/** Along axes that stay, and have one place each then. */
function reduce(type: string): Emitter {
  return (node, context) => {
    expect(node, 'keepdims', [1]);
    const [input = '', listed] = node.inputs;
    const { shape, order, tensor } = context.value(input);
    const given = listed ? context.wholes(listed) : wholesOf(node, 'axes');
    const axes = (given ?? shape.map((_, axis) => axis)).map((axis) => (axis + shape.length) % shape.length);
    const places = axes.map((axis) => order.indexOf(axis)).sort((a, b) => a - b);
    const reduced = shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
    context.emit(node, reduced, order, reducer(type, [tensor, context.draft.wholes([places.length], places)]));
  };
}

function reducer(type: string, inputs: readonly number[]) {
  return { type, inputs, options: { union: OPTIONS.reducer, fields: [[REDUCER.keepDimensions, 'bool', 1]] as const } };
}

/** ArgMax; int32 comes out, of several largest the first. */
export const argMax: Emitter = (node, context) => {
  expect(node, 'select_last_index', [0]);
  const [input = ''] = node.inputs;
  const { shape, order, tensor } = context.value(input);
  const axis = (whole(node, 'axis', 0) + shape.length) % shape.length;
  const place = order.indexOf(axis);
  const { draft } = context;
  const output = draft.add({
    type: 'ARG_MAX',
    inputs: [tensor, draft.wholes([], [place])],
    options: { union: OPTIONS.argMax, fields: [[ARG_MAX.outputType, 'int8', tensorTypeCode('int32')]] },
    output: draft.computed(draft.shape(tensor).toSpliced(place, 1), 'int32'),
  });
  if (whole(node, 'keepdims', 1) === 1) {
    const kept = context.reshaped(output, draft.shape(tensor).with(place, 1));
    return context.define(node, { shape: shape.with(axis, 1), order, tensor: kept });
  }
  const left = order.filter((each) => each !== axis).map((each) => (each > axis ? each - 1 : each));
  context.define(node, { shape: shape.toSpliced(axis, 1), order: left, tensor: output });
};
