import { Broken, fields, textOf, type Field } from './protobuf.ts';

/** Sizes as a file has them: a name where one is left open, null where it has no name either. */
export type OnnxDims = readonly (number | string | null)[];

/** What can be said of an ONNX file without loading it. */
export interface OnnxOutline {
  /** Version of each domain's operators; ONNX's own domain is `''`. */
  readonly opsets: ReadonlyMap<string, number>;
  /** Domain of each operator that the graph uses. */
  readonly operators: ReadonlyMap<string, string>;
  /** Whether it takes or gives halves. */
  readonly halves: boolean;
  /** The shape of each input of the graph; of older files also of weights. */
  readonly inputs: ReadonlyMap<string, OnnxDims>;
  /** What each output of the graph holds. */
  readonly outputs: ReadonlyMap<string, 'float32' | 'float16' | 'other'>;
  /** The files, relative to this one, that weights lie in. */
  readonly external: readonly string[];
  /** False where it ends in the middle of something. */
  readonly whole: boolean;
}

/**
 * Reads the few fields of onnx.proto that say what a model needs.
 * @returns null where it is no ONNX file from the first field on
 */
export function onnxOutline(file: Uint8Array): OnnxOutline | null {
  const opsets = new Map<string, number>();
  const operators = new Map<string, string>();
  const external = new Set<string>();
  const outputs = new Map<string, 'float32' | 'float16' | 'other'>();
  const inputs = new Map<string, OnnxDims>();
  let halves = false;
  let whole = true;
  let known = false;
  try {
    // ModelProto: ir_version 1, graph 7, opset_import 8
    for (const { number, bytes, value } of fields(file)) {
      known ||= (number === 1 && value > 0 && value < 1000) || number === 7 || number === 8;
      if (number === 7) graph(bytes);
      if (number === 8) opset(bytes);
    }
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    whole = false;
  }
  return known ? { opsets, operators, halves, inputs, outputs, external: [...external], whole } : null;

  /** OperatorSetIdProto: domain 1, version 2. */
  function opset(of: Uint8Array): void {
    const parts = [...fields(of)];
    opsets.set(textOf(parts, 1), parts.find(({ number }) => number === 2)?.value ?? 0);
  }

  /** GraphProto: node 1, initializer 5, input 11, output 12. */
  function graph(of: Uint8Array): void {
    for (const { number, bytes } of fields(of)) {
      if (number === 1) node(bytes);
      if (number === 5) tensor(bytes);
      if (number === 11 || number === 12) halves ||= elementType(bytes) === FLOAT16;
      if (number === 11) inputs.set(textOf([...fields(bytes)], 1), dimsOf(bytes));
      if (number === 12) outputs.set(textOf([...fields(bytes)], 1), FLOATS.get(elementType(bytes)) ?? 'other');
    }
  }

  /** NodeProto: op_type 4, attribute 5, domain 7; AttributeProto: t 5, g 6, tensors 10, graphs 11. */
  function node(of: Uint8Array): void {
    const parts = [...fields(of)];
    operators.set(textOf(parts, 4), textOf(parts, 7));
    for (const attribute of parts.filter(({ number }) => number === 5)) {
      for (const { number, bytes } of fields(attribute.bytes)) {
        if (number === 5 || number === 10) tensor(bytes);
        if (number === 6 || number === 11) graph(bytes);
      }
    }
  }

  /** TensorProto: external_data 13, of key 1 and value 2. */
  function tensor(of: Uint8Array): void {
    for (const { number, bytes } of fields(of)) {
      if (number !== 13) continue;
      const parts = [...fields(bytes)];
      if (textOf(parts, 1) === 'location') external.add(textOf(parts, 2));
    }
  }
}

/** TypeProto.Tensor: elem_type 1. */
function elementType(port: Uint8Array): number {
  return tensorType(port).find(({ number }) => number === 1)?.value ?? 0;
}

/** TypeProto.Tensor: shape 2; TensorShapeProto: dim 1, each of dim_value 1 or dim_param 2. */
function dimsOf(port: Uint8Array): OnnxDims {
  const shape = tensorType(port).find(({ number }) => number === 2);
  const dims = shape ? [...fields(shape.bytes)].filter(({ number }) => number === 1) : [];
  return dims.map((dim) => {
    const parts = [...fields(dim.bytes)];
    return parts.find(({ number }) => number === 1)?.value ?? (textOf(parts, 2) || null);
  });
}

/** ValueInfoProto: type 2; TypeProto: tensor_type 1. */
function tensorType(port: Uint8Array): readonly Field[] {
  const type = [...fields(port)].find(({ number }) => number === 2);
  const tensor = type && [...fields(type.bytes)].find(({ number }) => number === 1);
  return tensor ? [...fields(tensor.bytes)] : [];
}

/** TensorProto.DataType */
const FLOAT16 = 10;
const FLOATS = new Map([
  [1, 'float32'],
  [FLOAT16, 'float16'],
] as const) as ReadonlyMap<number, 'float32' | 'float16'>;
