/** A number is written as a float, a bigint as an integer, a string as bytes. */
export type Attribute = number | bigint | string | readonly bigint[];

/** One ONNX operator with one output. */
export interface GraphNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** Floats, the integers that shapes and paddings are given in, or bytes that floats are made of. */
export interface Constant {
  readonly shape: readonly number[];
  readonly values: Float32Array | BigInt64Array | Int8Array;
}

/** A value that enters or leaves the network: float32, NCHW where it has four dimensions. */
export interface Port {
  readonly name: string;
  readonly shape: readonly number[];
}

/** A network before it is written: float32 throughout, every four-dimensional value NCHW. */
export interface Graph {
  readonly name: string;
  readonly input: Port;
  readonly outputs: readonly Port[];
  /** In the order of execution. */
  readonly nodes: readonly GraphNode[];
  readonly constants: ReadonlyMap<string, Constant>;
  /** Of the values that the file itself knows, as far as they are as they were there. */
  readonly shapes?: ReadonlyMap<string, readonly number[]>;
}

export function node(
  op: string,
  inputs: readonly string[],
  output: string,
  attributes: Readonly<Record<string, Attribute>> = {},
): GraphNode {
  return { op, inputs, output, attributes };
}

export function integers(values: readonly number[]): bigint[] {
  return values.map(BigInt);
}
