import { integers } from '../graph.ts';
import { dimensions, operand, result, type Converter } from './context.ts';
import { moveAxis } from './weights.ts';

/**
 * Convolution2DTransposeBias, MediaPipe's custom operator: a transposed convolution with a bias.
 *
 * Its options are three raw int32: padding, stride width, stride height. Weights OHWI -> IOHW, not flipped, and with
 * padding SAME the output is stride times the input.
 */
export const transposeConvolutionWithBias: Converter = (operator, context) => {
  const [input, weights, bias] = [operand(operator, 0), operand(operator, 1), operand(operator, 2)];
  const options = new DataView(operator.customOptions.slice().buffer);
  const [strideW, strideH] = [options.getInt32(4, true), options.getInt32(8, true)];
  const [outputs, height, width, inputs] = dimensions(weights);
  const values = moveAxis(context.floats(weights), 1, outputs * height * width, inputs);
  // The zeros that SAME would cut off on each side: none for a kernel of the stride's size.
  const cut = [height - strideH, width - strideW] as const;
  if (cut[0] < 0 || cut[1] < 0) throw new Error(`${operator.type}: a kernel smaller than its stride is not supported`);
  const before = [Math.floor(cut[0] / 2), Math.floor(cut[1] / 2)] as const;
  context.emit(
    'ConvTranspose',
    [
      context.name(input),
      context.constant(weights, [inputs, outputs, height, width], values),
      context.constant(bias, bias.shape, context.floats(bias)),
    ],
    result(operator),
    {
      kernel_shape: integers([height, width]),
      pads: integers([before[0], before[1], cut[0] - before[0], cut[1] - before[1]]),
      strides: integers([strideH, strideW]),
    },
  );
};
