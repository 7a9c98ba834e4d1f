import { createRequire } from 'node:module';
import { node, type Attribute, type Constant, type GraphNode } from '../../../models/convert/graph.ts';
import { writeOnnx } from '../../../models/convert/write-onnx.ts';
import { randomly } from '../../fixtures/randomly.ts';

const { onnx } = createRequire(import.meta.url)('onnx-proto') as typeof import('onnx-proto');

export interface SmallNetwork {
  /** NCHW. */
  readonly input: readonly number[];
  readonly nodes: readonly GraphNode[];
  /** Lists of whole numbers as they are, floats at random by their shape, or with their values. */
  readonly constants?: Readonly<Record<string, Given>>;
  readonly outputs?: readonly string[];
}

type Given = { readonly whole: readonly number[] } | { readonly random: readonly number[] } | Constant;

/** A network of one operator: it reads `input` and constants, and writes `output`. */
export function single(
  op: string,
  input: readonly number[],
  attributes: Readonly<Record<string, Attribute>> = {},
  constants: Readonly<Record<string, Given>> = {},
): SmallNetwork {
  return { input, constants, nodes: [node(op, ['input', ...Object.keys(constants)], 'output', attributes)] };
}

/** Its ONNX file; the shapes of what comes out are left to the runtime. */
export function onnxOf({ input, nodes, constants = {}, outputs = ['output'] }: SmallNetwork): Uint8Array {
  const random = randomly(nodes.length + input.length);
  const made = Object.entries(constants).map(([name, given]) => [name, constantOf(given, random)] as const);
  const graph = {
    name: 'small',
    input: { name: 'input', shape: input },
    outputs: outputs.map((name) => ({ name, shape: [] })),
    nodes,
    constants: new Map(made),
  };
  const model = onnx.ModelProto.decode(writeOnnx(graph));
  for (const { type } of model.graph?.output ?? []) if (type?.tensorType) delete type.tensorType.shape;
  return onnx.ModelProto.encode(model).finish().slice();
}

function constantOf(given: Given, random: () => number): Constant {
  if ('whole' in given) return { shape: [given.whole.length], values: BigInt64Array.from(given.whole, BigInt) };
  if ('random' in given) return { shape: given.random, values: values(given.random, random) };
  return given;
}

/** From -1 to 1. */
export function values(shape: readonly number[], random: () => number): Float32Array {
  return Float32Array.from({ length: shape.reduce((product, size) => product * size, 1) }, () => random() * 2 - 1);
}
