import { hardSwish, logistic, relu, softmax } from './activation.ts';
import { add, multiply } from './arithmetic.ts';
import type { Converter } from './context.ts';
import { convolution, depthwiseConvolution } from './convolution.ts';
import { densify } from './densify.ts';
import { dequantize } from './dequantize.ts';
import { averagePool, maxPool, mean, sum } from './pooling.ts';
import { resizeBilinear, resizeNearest } from './resize.ts';
import { concatenation, depthToSpace, pad, reshape, transpose } from './shape.ts';
import { transposeConvolution, transposeConvolutionWithBias } from './transpose-convolution.ts';

/** Every operator that can be converted, by its TFLite name. */
export const CONVERTERS: ReadonlyMap<string, Converter> = new Map([
  ['ADD', add],
  ['AVERAGE_POOL_2D', averagePool],
  ['CONCATENATION', concatenation],
  ['CONV_2D', convolution],
  ['Convolution2DTransposeBias', transposeConvolutionWithBias],
  ['DENSIFY', densify],
  ['DEPTH_TO_SPACE', depthToSpace],
  ['DEPTHWISE_CONV_2D', depthwiseConvolution],
  ['DEQUANTIZE', dequantize],
  ['HARD_SWISH', hardSwish],
  ['LOGISTIC', logistic],
  ['MAX_POOL_2D', maxPool],
  ['MEAN', mean],
  ['MUL', multiply],
  ['PAD', pad],
  ['RELU', relu],
  ['RESHAPE', reshape],
  ['RESIZE_BILINEAR', resizeBilinear],
  ['RESIZE_NEAREST_NEIGHBOR', resizeNearest],
  ['SOFTMAX', softmax],
  ['SUM', sum],
  ['TRANSPOSE', transpose],
  ['TRANSPOSE_CONV', transposeConvolution],
]);
