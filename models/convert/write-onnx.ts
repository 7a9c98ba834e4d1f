import proto from 'onnx-proto';
import { encodeFloat16s } from '../../src/core/labels/float16.ts';
import type { Attribute, Constant, Graph, GraphNode, Port } from './graph.ts';

// the package is CommonJS without names that an import could see
const { onnx } = proto;

/** ONNX 1.10: the newest the protobuf definition knows, and old enough for every runtime in use. */
const IR_VERSION = 8;
const OPSET = 15;

const { FLOAT, FLOAT16, INT64, INT8 } = onnx.TensorProto.DataType;
const Kind = onnx.AttributeProto.AttributeType;

/**
 * Serialises `graph`: the same graph gives the same bytes.
 *
 * A constant whose values are all halves is stored as float16 with a Cast behind it, which ONNX Runtime folds away when
 * it creates the session: half the download, the same numbers, nothing to pay per frame.
 */
export function writeOnnx(graph: Graph): Uint8Array {
  const constants = [...graph.constants].map(([name, constant]) => storeConstant(name, constant));
  const model = {
    irVersion: IR_VERSION,
    producerName: 'perpixel',
    opsetImport: [{ domain: '', version: OPSET }],
    graph: {
      name: graph.name,
      input: [valueInfo(graph.input)],
      output: graph.outputs.map(valueInfo),
      initializer: constants.map((constant) => constant.initializer),
      node: [...constants.flatMap((constant) => constant.nodes), ...graph.nodes.map(nodeProto)],
    },
  };
  return onnx.ModelProto.encode(onnx.ModelProto.fromObject(model)).finish().slice();
}

function storeConstant(name: string, { shape, values }: Constant) {
  if (values instanceof BigInt64Array) {
    return { initializer: tensor(name, shape, INT64, littleEndian(values)), nodes: [] };
  }
  if (values instanceof Int8Array) {
    return { initializer: tensor(name, shape, INT8, new Uint8Array(values.buffer)), nodes: [] };
  }
  const halves = encodeFloat16s(values);
  if (!halves) return { initializer: tensor(name, shape, FLOAT, littleEndian(values)), nodes: [] };
  const stored = `${name}h`;
  const cast = { opType: 'Cast', input: [stored], output: [name], attribute: [attribute('to', BigInt(FLOAT))] };
  return { initializer: tensor(stored, shape, FLOAT16, halves), nodes: [cast] };
}

function tensor(name: string, dims: readonly number[], dataType: number, rawData: Uint8Array) {
  return { name, dims: [...dims], dataType, rawData };
}

function littleEndian(values: Float32Array | BigInt64Array): Uint8Array {
  const bytes = new Uint8Array(values.byteLength);
  const view = new DataView(bytes.buffer);
  for (const [i, value] of values.entries()) {
    if (typeof value === 'bigint') view.setBigInt64(i * 8, value, true);
    else view.setFloat32(i * 4, value, true);
  }
  return bytes;
}

function valueInfo({ name, shape }: Port) {
  return {
    name,
    type: { tensorType: { elemType: FLOAT, shape: { dim: shape.map((dimValue) => ({ dimValue })) } } },
  };
}

function nodeProto({ op, inputs, output, attributes }: GraphNode) {
  return {
    opType: op,
    input: [...inputs],
    output: [output],
    attribute: Object.entries(attributes).map(([name, value]) => attribute(name, value)),
  };
}

function attribute(name: string, value: Attribute) {
  if (typeof value === 'number') return { name, type: Kind.FLOAT, f: value };
  if (typeof value === 'bigint') return { name, type: Kind.INT, i: Number(value) };
  if (typeof value === 'string') return { name, type: Kind.STRING, s: new TextEncoder().encode(value) };
  return { name, type: Kind.INTS, ints: value.map(Number) };
}
