import { hardSwish, logistic, relu } from './activation.ts';
import { add, multiply } from './arithmetic.ts';
import type { Converter } from './context.ts';
import { convolution, depthwiseConvolution } from './convolution.ts';
import { dequantize } from './dequantize.ts';
import { averagePool, mean } from './pooling.ts';
import { resizeBilinear } from './resize.ts';
import { transposeConvolutionWithBias } from './transpose-convolution.ts';

/** Every operator that can be converted, by its TFLite name. */
export const CONVERTERS: ReadonlyMap<string, Converter> = new Map([
  ['ADD', add],
  ['AVERAGE_POOL_2D', averagePool],
  ['CONV_2D', convolution],
  ['Convolution2DTransposeBias', transposeConvolutionWithBias],
  ['DEPTHWISE_CONV_2D', depthwiseConvolution],
  ['DEQUANTIZE', dequantize],
  ['HARD_SWISH', hardSwish],
  ['LOGISTIC', logistic],
  ['MEAN', mean],
  ['MUL', multiply],
  ['RELU', relu],
  ['RESIZE_BILINEAR', resizeBilinear],
]);
