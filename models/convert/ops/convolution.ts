import { integers } from '../graph.ts';
import { activation, CONV_2D, DEPTHWISE_CONV_2D, padding } from '../tflite/schema.ts';
import type { TfliteOperator } from '../tflite/model.ts';
import { dimensions, operand, result, type Context, type Converter } from './context.ts';
import { pads } from './padding.ts';
import { moveAxis } from './weights.ts';

/** The fields both kinds of convolution have, at different ids. */
type Fields = Omit<typeof DEPTHWISE_CONV_2D | typeof CONV_2D, 'depthMultiplier'>;

interface Kernel {
  readonly weights: string;
  readonly height: number;
  readonly width: number;
  readonly groups: number;
}

/** CONV_2D, weights OHWI -> OIHW. Groups follow from the channels, as TFLite has it. */
export const convolution: Converter = (operator, context) => {
  const weights = operand(operator, 1);
  const [outputs, height, width, inputs] = dimensions(weights);
  const values = moveAxis(context.floats(weights), outputs, height * width, inputs);
  const name = context.constant(weights, [outputs, inputs, height, width], values);
  const channels = dimensions(operand(operator, 0))[3];
  emit(operator, context, CONV_2D, { weights: name, height, width, groups: channels / inputs });
};

/** DEPTHWISE_CONV_2D, weights 1HWO -> O1HW: a group for each channel. */
export const depthwiseConvolution: Converter = (operator, context) => {
  const weights = operand(operator, 1);
  const [, height, width, outputs] = dimensions(weights);
  const values = moveAxis(context.floats(weights), 1, height * width, outputs);
  const name = context.constant(weights, [outputs, 1, height, width], values);
  const groups = dimensions(operand(operator, 0))[3];
  emit(operator, context, DEPTHWISE_CONV_2D, { weights: name, height, width, groups });
};

function emit(operator: TfliteOperator, context: Context, fields: Fields, kernel: Kernel): void {
  const { options } = operator;
  if (!options) throw new Error(`${operator.type} lacks its options`);
  const input = operand(operator, 0);
  const bias = operand(operator, 2);
  const [, height, width] = dimensions(input);
  const mode = padding(options.int8(fields.padding));
  const strides = [options.int32(fields.strideH), options.int32(fields.strideW)] as const;
  const dilations = [options.int32(fields.dilationH, 1), options.int32(fields.dilationW, 1)] as const;
  const vertical = pads(mode, { size: height, kernel: kernel.height, stride: strides[0], dilation: dilations[0] });
  const horizontal = pads(mode, { size: width, kernel: kernel.width, stride: strides[1], dilation: dilations[1] });
  context.emit(
    'Conv',
    [context.name(input), kernel.weights, context.constant(bias, bias.shape, context.floats(bias))],
    result(operator),
    {
      dilations: integers(dilations),
      group: BigInt(kernel.groups),
      kernel_shape: integers([kernel.height, kernel.width]),
      pads: integers([vertical[0], horizontal[0], vertical[1], horizontal[1]]),
      strides: integers(strides),
    },
    activation(options.int8(fields.activation)),
  );
}
