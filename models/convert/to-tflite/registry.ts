import { clip, hardSigmoid, hardSwish, leakyRelu, relu, sigmoid, softmax, tanh } from './activation.ts';
import { add, divide, multiply, subtract } from './arithmetic.ts';
import { cast } from './cast.ts';
import type { Emitter } from './context.ts';
import { convolution } from './convolution.ts';
import { argMax, averagePool, globalAveragePool, max, maxPool, mean, sum } from './pooling.ts';
import { resize } from './resize.ts';
import {
  concatenation,
  depthToSpace,
  flatten,
  identity,
  pad,
  reshape,
  squeeze,
  transpose,
  unsqueeze,
} from './shape.ts';
import { transposeConvolution } from './transpose-convolution.ts';

/** Every operator that can be written as TFLite, by its ONNX name. */
export const EMITTERS: ReadonlyMap<string, Emitter> = new Map([
  ['Add', add],
  ['ArgMax', argMax],
  ['AveragePool', averagePool],
  ['Cast', cast],
  ['Clip', clip],
  ['Concat', concatenation],
  ['Conv', convolution],
  ['ConvTranspose', transposeConvolution],
  ['DepthToSpace', depthToSpace],
  ['Div', divide],
  ['Dropout', identity],
  ['Flatten', flatten],
  ['GlobalAveragePool', globalAveragePool],
  ['HardSigmoid', hardSigmoid],
  ['HardSwish', hardSwish],
  ['Identity', identity],
  ['LeakyRelu', leakyRelu],
  ['MaxPool', maxPool],
  ['Mul', multiply],
  ['Pad', pad],
  ['ReduceMax', max],
  ['ReduceMean', mean],
  ['ReduceSum', sum],
  ['Relu', relu],
  ['Reshape', reshape],
  ['Resize', resize],
  ['Sigmoid', sigmoid],
  ['Softmax', softmax],
  ['Squeeze', squeeze],
  ['Sub', subtract],
  ['Tanh', tanh],
  ['Transpose', transpose],
  ['Unsqueeze', unsqueeze],
]);
