import type { DraftOptions } from '../tflite/draft.ts';
import { CONV_2D, DEPTHWISE_CONV_2D, OPTIONS, paddingCode, type Padding } from '../tflite/schema.ts';
import { whole, type Context, type Emitter } from './context.ts';
import { CHANNELS_LAST, reordered, stored, type Order } from './order.ts';
import { spans, surround, type Span } from './window.ts';

/** ONNX's weights, OIHW, in the order of each of TFLite's operators. */
const OHWI = [0, 2, 3, 1] as const;
const IHWO = [1, 2, 3, 0] as const;

/** Conv: DEPTHWISE_CONV_2D where each channel has its own filters, else CONV_2D, whose groups follow from the weights. */
export const convolution: Emitter = (node, context) => {
  const [input = '', kernel = '', bias] = node.inputs;
  const map = context.map(input);
  const [n, channels, height, width] = map.sizes;
  const { shape } = context.floats(kernel);
  const [outputs = 0, depth = 0, kernelH = 0, kernelW = 0] = shape;
  if (shape.length !== 4) throw new Error(`weights of [${shape.join(', ')}] are not supported`);
  const isDepthwise = depth === 1 && whole(node, 'group', 1) === channels && channels > 1;
  const both = spans(node, [height, width], [kernelH, kernelW]);
  const { tensor, padding } = surround(context, map, both, 0);
  const order = isDepthwise ? IHWO : OHWI;
  context.emit(node, [n, outputs, both[0].out, both[1].out], CHANNELS_LAST, {
    type: isDepthwise ? 'DEPTHWISE_CONV_2D' : 'CONV_2D',
    version: isDepthwise && both.some(({ dilation }) => dilation > 1) ? 2 : 1,
    inputs: [tensor, ...kernelOf(context, { kernel, bias, order, outputs })],
    options: isDepthwise ? depthwiseOptions(padding, both, outputs / channels) : denseOptions(padding, both),
  });
};

/** Weights in another order of their axes, and the bias; one that is left out is zero. @param outputs channels */
export function kernelOf(context: Context, { kernel, bias, order, outputs }: Kernel): [weights: number, bias: number] {
  const { shape, values } = context.floats(kernel);
  const own = bias ? context.floats(bias).values : new Float32Array(outputs);
  const [weights = 0, offset = 0] = context.draft.weights(
    { shape: stored(shape, order), values: reordered(values, shape, order) },
    { shape: [outputs], values: own },
  );
  return [weights, offset];
}

interface Kernel {
  readonly kernel: string;
  readonly bias: string | undefined;
  readonly order: Order;
  readonly outputs: number;
}

function denseOptions(padding: Padding, [vertical, horizontal]: readonly [Span, Span]): DraftOptions {
  return {
    union: OPTIONS.conv2d,
    fields: [
      [CONV_2D.padding, 'int8', paddingCode(padding)],
      [CONV_2D.strideW, 'int32', horizontal.stride],
      [CONV_2D.strideH, 'int32', vertical.stride],
      [CONV_2D.dilationW, 'int32', horizontal.dilation],
      [CONV_2D.dilationH, 'int32', vertical.dilation],
    ],
    activation: CONV_2D.activation,
  };
}

function depthwiseOptions(
  padding: Padding,
  [vertical, horizontal]: readonly [Span, Span],
  multiplier: number,
): DraftOptions {
  return {
    union: OPTIONS.depthwiseConv2d,
    fields: [
      [DEPTHWISE_CONV_2D.padding, 'int8', paddingCode(padding)],
      [DEPTHWISE_CONV_2D.strideW, 'int32', horizontal.stride],
      [DEPTHWISE_CONV_2D.strideH, 'int32', vertical.stride],
      [DEPTHWISE_CONV_2D.depthMultiplier, 'int32', multiplier],
      [DEPTHWISE_CONV_2D.dilationW, 'int32', horizontal.dilation],
      [DEPTHWISE_CONV_2D.dilationH, 'int32', vertical.dilation],
    ],
    activation: DEPTHWISE_CONV_2D.activation,
  };
}
