import type { ElementArrays, ElementType, TensorPort } from '../../../src/core/tensor/tensor.ts';
import { valuesOf, type LiteRtModel, type LiteRtTensorType, type Vector } from './library.ts';

/** By LiteRT's own number for each (`litert_model_types.h`). */
const TYPES: Readonly<Record<number, ElementType>> = {
  1: 'float32',
  2: 'int32',
  3: 'uint8',
  4: 'int64',
  6: 'bool',
  7: 'int16',
  9: 'int8',
  10: 'float16',
  11: 'float64',
  13: 'uint64',
  16: 'uint32',
  17: 'uint16',
};

type ArrayType = {
  [Type in ElementType]: new (buffer: ArrayBufferLike, at: number, length: number) => ElementArrays[Type];
};

/** What the elements of each lie in. */
export const ARRAYS: ArrayType = {
  float32: Float32Array,
  float64: Float64Array,
  float16: Uint16Array,
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  int64: BigInt64Array,
  uint64: BigUint64Array,
  bool: Uint8Array,
};

/** An input or output, in the order of the file. */
export interface Port extends TensorPort {
  readonly dims: readonly number[];
  readonly bytes: number;
}

/** Of the first signature, which is the network itself where a file has none. */
export function portsOf(model: LiteRtModel): { readonly inputs: readonly Port[]; readonly outputs: readonly Port[] } {
  const signature = model.getSignature(0);
  const ports = (names: Vector<string>, typeOf: (index: number) => LiteRtTensorType): Port[] =>
    valuesOf(names).map((name, index) => described(name, typeOf(index)));
  try {
    return {
      inputs: ports(signature.inputNames(), (index) => model.getInputTensorType(0, index)),
      outputs: ports(signature.outputNames(), (index) => model.getOutputTensorType(0, index)),
    };
  } finally {
    signature.delete();
  }
}

function described(name: string, type: LiteRtTensorType): Port {
  const layout = type.layout();
  const { value } = type.elementType();
  const port = {
    name,
    type: TYPES[value] ?? `type ${value}`,
    dims: valuesOf(layout.dimensions()),
    bytes: type.bytes(),
  };
  layout.delete();
  type.delete();
  return port;
}

export function isElementType(type: string): type is ElementType {
  return type in ARRAYS;
}
