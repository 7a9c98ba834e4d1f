import { integers } from '../graph.ts';
import type { TfliteOperator, TfliteTensor } from '../tflite/model.ts';
import { activation, TRANSPOSE_CONV, type Activation } from '../tflite/schema.ts';
import { dimensions, operand, result, type Context, type Converter } from './context.ts';
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
  emit(operator, context, { input, weights, bias, strides: [strideH, strideW], fused: 'NONE' });
};

/** TRANSPOSE_CONV: the size of what comes out is an input of its own, which padding follows from. */
export const transposeConvolution: Converter = (operator, context) => {
  const { options } = operator;
  if (!options) throw new Error(`${operator.type} lacks its options`);
  const [weights, input, bias] = [operand(operator, 1), operand(operator, 2), operator.inputs[3]];
  const strides = [options.int32(TRANSPOSE_CONV.strideH), options.int32(TRANSPOSE_CONV.strideW)] as const;
  const fused = activation(options.int8(TRANSPOSE_CONV.activation));
  emit(operator, context, { input, weights, bias, strides, fused });
};

interface Spreading {
  readonly input: TfliteTensor;
  /** OHWI */
  readonly weights: TfliteTensor;
  readonly bias: TfliteTensor | undefined;
  readonly strides: readonly [vertical: number, horizontal: number];
  readonly fused: Activation;
}

/** Weights OHWI -> IOHW, not flipped. */
function emit(operator: TfliteOperator, context: Context, { input, weights, bias, strides, fused }: Spreading): void {
  const [outputs, height, width, inputs] = dimensions(weights);
  const [, fromH, fromW] = dimensions(input);
  const [, toH, toW] = dimensions(result(operator));
  const values = moveAxis(context.floats(weights), 1, outputs * height * width, inputs);
  // what is cut off on both sides together: none for a kernel of the stride's size
  const cut = [(fromH - 1) * strides[0] + height - toH, (fromW - 1) * strides[1] + width - toW] as const;
  if (cut[0] < 0 || cut[1] < 0) throw new Error(`${operator.type}: a kernel smaller than its stride is not supported`);
  const before = [Math.floor(cut[0] / 2), Math.floor(cut[1] / 2)] as const;
  context.emit(
    'ConvTranspose',
    [
      context.name(input),
      context.constant(weights, [inputs, outputs, height, width], values),
      ...(bias ? [context.constant(bias, bias.shape, context.floats(bias))] : []),
    ],
    result(operator),
    {
      kernel_shape: integers([height, width]),
      pads: integers([before[0], before[1], cut[0] - before[0], cut[1] - before[1]]),
      strides: integers(strides),
    },
    fused,
  );
}
