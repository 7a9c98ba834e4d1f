/** What a tensor's elements lie in. Halves are their bits; a truth value is a byte, 0 or 1. */
export interface ElementArrays {
  readonly float32: Float32Array;
  readonly float64: Float64Array;
  readonly float16: Uint16Array;
  readonly int8: Int8Array;
  readonly uint8: Uint8Array;
  readonly int16: Int16Array;
  readonly uint16: Uint16Array;
  readonly int32: Int32Array;
  readonly uint32: Uint32Array;
  readonly int64: BigInt64Array;
  readonly uint64: BigUint64Array;
  readonly bool: Uint8Array;
}

export type ElementType = keyof ElementArrays;

interface TensorOf<Type extends ElementType> {
  readonly type: Type;
  /** Sizes, the slowest first: row-major and dense, so that `data` has their product of elements. */
  readonly dims: readonly number[];
  readonly data: ElementArrays[Type];
}

/** Numbers in memory, with their shape. `type` tells which array it is. */
export type Tensor = { [Type in ElementType]: TensorOf<Type> }[ElementType];

/** An input or output of a network, as its file describes it. */
export interface TensorPort {
  readonly name: string;
  /** An `ElementType`, or what the runtime calls anything else that a file may hold: `string`, `int4`. */
  readonly type: string;
  /** A word in place of each size that the file leaves open. */
  readonly dims: readonly (number | string)[];
}

/** How many elements a tensor of this shape has. */
export function elementsOf(dims: readonly number[]): number {
  return dims.reduce((product, size) => product * size, 1);
}
