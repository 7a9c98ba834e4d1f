import { activation, padding, POOL_2D, REDUCER } from '../tflite/schema.ts';
import type { TfliteOperator } from '../tflite/model.ts';
import { integers } from '../graph.ts';
import { axisInNchw, dimensions, operand, result, wholes, type Context, type Converter } from './context.ts';
import { pads } from './padding.ts';

function globalAverage(operator: TfliteOperator, context: Context): void {
  context.emit('GlobalAveragePool', [context.name(operand(operator, 0))], result(operator));
}

/** AVERAGE_POOL_2D over the whole map, all that networks with squeeze-and-excitation blocks use. */
export const averagePool: Converter = (operator, context) => {
  const [, height, width] = dimensions(operand(operator, 0));
  const window = [operator.options?.int32(POOL_2D.filterH), operator.options?.int32(POOL_2D.filterW)];
  if (window[0] !== height || window[1] !== width) {
    throw new Error(`${operator.type}: a window of ${window.join(' × ')} on ${height} × ${width} is not supported`);
  }
  globalAverage(operator, context);
};

/** MEAN over height and width with its dimensions kept. */
export const mean: Converter = (operator, context) => {
  const axes = operand(operator, 1);
  const values = wholes(axes);
  const keepsDimensions = result(operator).shape.length === 4;
  if ([...values].sort((a, b) => a - b).join() !== '1,2' || !keepsDimensions) {
    throw new Error(
      `${operator.type} over the axes [${values.join(', ')}]${keepsDimensions ? '' : ' that drops them'} is not supported`,
    );
  }
  globalAverage(operator, context);
};

/** SUM along some axes, which stay and have one place each then. */
export const sum: Converter = (operator, context) => {
  const [input, output] = [operand(operator, 0), result(operator)];
  const keepsDimensions = operator.options?.bool(REDUCER.keepDimensions) ?? false;
  if (!keepsDimensions) throw new Error(`${operator.type} that drops its axes is not supported`);
  const axes = wholes(operand(operator, 1)).map((axis) => axisInNchw(axis, input.shape.length));
  context.emit('ReduceSum', [context.name(input), context.integers(axes.sort((a, b) => a - b))], output, {
    keepdims: 1n,
  });
};

/** MAX_POOL_2D. What lies outside the map never counts, in either. */
export const maxPool: Converter = (operator, context) => {
  const { options } = operator;
  if (!options) throw new Error(`${operator.type} lacks its options`);
  const [, height, width] = dimensions(operand(operator, 0));
  const window = [options.int32(POOL_2D.filterH), options.int32(POOL_2D.filterW)] as const;
  const strides = [options.int32(POOL_2D.strideH), options.int32(POOL_2D.strideW)] as const;
  const mode = padding(options.int8(POOL_2D.padding));
  const vertical = pads(mode, { size: height, kernel: window[0], stride: strides[0], dilation: 1 });
  const horizontal = pads(mode, { size: width, kernel: window[1], stride: strides[1], dilation: 1 });
  context.emit(
    'MaxPool',
    [context.name(operand(operator, 0))],
    result(operator),
    {
      kernel_shape: integers(window),
      pads: integers([vertical[0], horizontal[0], vertical[1], horizontal[1]]),
      strides: integers(strides),
    },
    activation(options.int8(POOL_2D.activation)),
  );
};
