import { integers } from '../graph.ts';
import { activation, CONCATENATION, DEPTH_TO_SPACE } from '../tflite/schema.ts';
import type { TfliteTensor } from '../tflite/model.ts';
import { axisInNchw, dimensions, nchw, operand, result, wholes, type Converter } from './context.ts';

/** CONCATENATION of values that are computed, along one of their own axes. */
export const concatenation: Converter = (operator, context) => {
  const { options, inputs } = operator;
  const rank = result(operator).shape.length;
  const axis = axisInNchw(options?.int32(CONCATENATION.axis) ?? 0, rank);
  context.emit(
    'Concat',
    inputs.map((tensor) => context.name(tensor)),
    result(operator),
    { axis: BigInt(axis) },
    activation(options?.int8(CONCATENATION.activation) ?? 0),
  );
};

/** DEPTH_TO_SPACE: channels lie by row of the block, its column, and depth (ONNX's DCR). */
export const depthToSpace: Converter = (operator, context) => {
  const blocksize = BigInt(operator.options?.int32(DEPTH_TO_SPACE.blockSize) ?? 0);
  context.emit('DepthToSpace', [context.name(operand(operator, 0))], result(operator), { blocksize, mode: 'DCR' });
};

/** PAD with zeros, of channels too. */
export const pad: Converter = (operator, context) => {
  dimensions(operand(operator, 0));
  const paddings = wholes(operand(operator, 1));
  const side = (which: 0 | 1): number[] => [0, 3, 1, 2].map((axis) => paddings[axis * 2 + which] ?? 0);
  context.emit(
    'Pad',
    [context.name(operand(operator, 0)), context.integers([...side(0), ...side(1)])],
    result(operator),
  );
};

/**
 * RESHAPE. It means the order of NHWC: a map is turned to that first, and what becomes a map is turned back, unless it is single values or
 * has one channel.
 */
export const reshape: Converter = (operator, context) => {
  const [input, output] = [operand(operator, 0), result(operator)];
  const name = context.name(input);
  const ordered = isTurned(input)
    ? context.intermediate('Transpose', name, output, { perm: integers([0, 2, 3, 1]) })
    : name;
  const isMap = isTurned(output);
  const shape = context.integers(isMap ? output.shape : nchw(output.shape));
  if (!isMap) return context.emit('Reshape', [ordered, shape], output);
  const channelsLast = context.intermediate('Reshape', [ordered, shape], output);
  context.emit('Transpose', [channelsLast], output, { perm: integers([0, 3, 1, 2]) });
};

/** Whether its values lie otherwise in NCHW. */
function isTurned(tensor: TfliteTensor): boolean {
  if (tensor.shape.length !== 4) return false;
  const [, height, width, channels] = dimensions(tensor);
  return height * width > 1 && channels > 1;
}

/** TRANSPOSE, whose axes are those of NHWC where there are four. */
export const transpose: Converter = (operator, context) => {
  const [input, output] = [operand(operator, 0), result(operator)];
  const axes = wholes(operand(operator, 1));
  const rank = input.shape.length;
  // in NCHW's order of the result, where each of its axes comes from
  const order = rank === 4 ? [0, 3, 1, 2] : axes.map((_, axis) => axis);
  const perm = order.map((axis) => axisInNchw(axes[axis] ?? 0, rank));
  context.emit('Transpose', [context.name(input)], output, { perm: integers(perm) });
};
