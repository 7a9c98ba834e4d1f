import { integers } from '../graph.ts';
import { activation, CONCATENATION, DEPTH_TO_SPACE } from '../tflite/schema.ts';
import { dimensions, operand, result, wholes, type Converter } from './context.ts';

/** Where NHWC's axes are in NCHW. */
const AXES = [0, 2, 3, 1] as const;

/** CONCATENATION of values that are computed, along one of their own axes. */
export const concatenation: Converter = (operator, context) => {
  const { options, inputs } = operator;
  const rank = result(operator).shape.length;
  const given = options?.int32(CONCATENATION.axis) ?? 0;
  const axis = given < 0 ? given + rank : given;
  context.emit(
    'Concat',
    inputs.map((tensor) => context.name(tensor)),
    result(operator),
    { axis: BigInt(rank === 4 ? (AXES[axis] ?? axis) : axis) },
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
 * RESHAPE to fewer dimensions than four. It means the order of NHWC: a map is turned to that first, which single values, and
 * one channel, need not be.
 */
export const reshape: Converter = (operator, context) => {
  const [input, output] = [operand(operator, 0), result(operator)];
  if (output.shape.length === 4) throw new Error(`${operator.type} to four dimensions is not supported`);
  const [, height, width, channels] = input.shape.length === 4 ? dimensions(input) : [1, 1, 1, 1];
  const turned = height * width > 1 && channels > 1;
  const name = context.name(input);
  const ordered = turned ? context.intermediate('Transpose', name, output, { perm: integers([0, 2, 3, 1]) }) : name;
  context.emit('Reshape', [ordered, context.integers(output.shape)], output);
};
