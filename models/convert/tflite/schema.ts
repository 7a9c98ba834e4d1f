/**
 * The part of TensorFlow Lite's `schema.fbs` that the converters read and write: codes of enumerations and field ids of tables.
 * Source: tensorflow/lite/schema/schema.fbs, version 3.
 */

export const FILE_IDENTIFIER = 'TFL3';

const BUILTIN_OPERATORS: ReadonlyMap<number, string> = new Map([
  [0, 'ADD'],
  [1, 'AVERAGE_POOL_2D'],
  [2, 'CONCATENATION'],
  [3, 'CONV_2D'],
  [4, 'DEPTHWISE_CONV_2D'],
  [5, 'DEPTH_TO_SPACE'],
  [6, 'DEQUANTIZE'],
  [9, 'FULLY_CONNECTED'],
  [14, 'LOGISTIC'],
  [17, 'MAX_POOL_2D'],
  [18, 'MUL'],
  [19, 'RELU'],
  [21, 'RELU6'],
  [22, 'RESHAPE'],
  [23, 'RESIZE_BILINEAR'],
  [25, 'SOFTMAX'],
  [28, 'TANH'],
  [34, 'PAD'],
  [39, 'TRANSPOSE'],
  [40, 'MEAN'],
  [41, 'SUB'],
  [42, 'DIV'],
  [53, 'CAST'],
  [55, 'MAXIMUM'],
  [56, 'ARG_MAX'],
  [57, 'MINIMUM'],
  [60, 'PADV2'],
  [65, 'SLICE'],
  [67, 'TRANSPOSE_CONV'],
  [74, 'SUM'],
  [82, 'REDUCE_MAX'],
  [97, 'RESIZE_NEAREST_NEIGHBOR'],
  [98, 'LEAKY_RELU'],
  [100, 'MIRROR_PAD'],
  [117, 'HARD_SWISH'],
  [124, 'DENSIFY'],
]);

/** The code under which an operator is found by its name in `custom_code`. */
export const CUSTOM_OPERATOR = 32;

/** A code without a name here reads `BUILTIN_<code>`, so that an error can still name it. */
export function builtinOperator(code: number): string {
  return BUILTIN_OPERATORS.get(code) ?? `BUILTIN_${code}`;
}

/** @throws Error for an operator that is not listed here */
export function operatorCode(name: string): number {
  for (const [code, own] of BUILTIN_OPERATORS) if (own === name) return code;
  throw new Error(`TFLite operator ${name} is missing in models/convert/tflite/schema.ts`);
}

export type TensorType = 'float32' | 'float16' | 'int32' | 'other';

const TENSOR_TYPES: readonly TensorType[] = ['float32', 'float16', 'int32'];

export function tensorType(code: number): TensorType {
  return TENSOR_TYPES[code] ?? 'other';
}

/** @throws Error for a type that is not listed here */
export function tensorTypeCode(type: TensorType): number {
  const code = TENSOR_TYPES.indexOf(type);
  if (code < 0) throw new Error(`tensors of type ${type} are not written`);
  return code;
}

export type Padding = 'SAME' | 'VALID';

export function padding(code: number): Padding {
  return code === 0 ? 'SAME' : 'VALID';
}

export function paddingCode(mode: Padding): number {
  return mode === 'SAME' ? 0 : 1;
}

export type Activation = 'NONE' | 'RELU' | 'RELU6';

/** @throws Error for an activation nobody has needed yet. */
export function activation(code: number): Activation {
  if (code === 0) return 'NONE';
  if (code === 1) return 'RELU';
  if (code === 3) return 'RELU6';
  throw new Error(`fused activation ${code} is unknown; add it to models/convert/tflite/schema.ts`);
}

export function activationCode(name: Activation): number {
  return { NONE: 0, RELU: 1, RELU6: 3 }[name];
}

export const MODEL = { version: 0, operatorCodes: 1, subgraphs: 2, description: 3, buffers: 4 } as const;
export const OPERATOR_CODE = { deprecatedBuiltinCode: 0, customCode: 1, version: 2, builtinCode: 3 } as const;
export const SUBGRAPH = { tensors: 0, inputs: 1, outputs: 2, operators: 3, name: 4 } as const;
export const TENSOR = { shape: 0, type: 1, buffer: 2, name: 3, sparsity: 6, hasRank: 8 } as const;
export const SPARSITY = { traversalOrder: 0, blockMap: 1, dimensions: 2 } as const;
export const SPARSE_DIMENSION = {
  format: 0,
  denseSize: 1,
  segmentsType: 2,
  segments: 3,
  indicesType: 4,
  indices: 5,
} as const;
export const BUFFER = { data: 0 } as const;
export const OPERATOR = {
  opcodeIndex: 0,
  inputs: 1,
  outputs: 2,
  builtinOptionsType: 3,
  builtinOptions: 4,
  customOptions: 5,
} as const;

/** Which kind of options an operator carries: places in the union BuiltinOptions. */
export const OPTIONS = {
  conv2d: 1,
  depthwiseConv2d: 2,
  pool2d: 5,
  softmax: 9,
  concatenation: 10,
  add: 11,
  resizeBilinear: 15,
  mul: 21,
  reducer: 27,
  sub: 28,
  div: 29,
  cast: 37,
  argMax: 40,
  transposeConv: 49,
  resizeNearestNeighbor: 74,
  leakyRelu: 75,
  mirrorPad: 77,
  depthToSpace: 94,
} as const;

export const CONV_2D = { padding: 0, strideW: 1, strideH: 2, activation: 3, dilationW: 4, dilationH: 5 } as const;
export const DEPTHWISE_CONV_2D = {
  padding: 0,
  strideW: 1,
  strideH: 2,
  depthMultiplier: 3,
  activation: 4,
  dilationW: 5,
  dilationH: 6,
} as const;
export const POOL_2D = { padding: 0, strideW: 1, strideH: 2, filterW: 3, filterH: 4, activation: 5 } as const;
/** Add, Mul, Sub and Div alike. */
export const BINARY = { activation: 0 } as const;
export const CONCATENATION = { axis: 0, activation: 1 } as const;
export const DEPTH_TO_SPACE = { blockSize: 0 } as const;
export const RESIZE_BILINEAR = { alignCorners: 2, halfPixelCenters: 3 } as const;
export const RESIZE_NEAREST_NEIGHBOR = { alignCorners: 0, halfPixelCenters: 1 } as const;
export const SOFTMAX = { beta: 0 } as const;
/** Sum, Mean and their like. */
export const REDUCER = { keepDimensions: 0 } as const;
export const TRANSPOSE_CONV = { padding: 0, strideW: 1, strideH: 2, activation: 3 } as const;
export const ARG_MAX = { outputType: 0 } as const;
export const CAST = { from: 0, to: 1 } as const;
export const LEAKY_RELU = { alpha: 0 } as const;
export const MIRROR_PAD = { mode: 0 } as const;
