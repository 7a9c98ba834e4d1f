import { bytesOf, integer, message, text } from './messages.ts';
import { fields, textOf, type Field } from './protobuf.ts';

export interface HeadToBake {
  /** Names in the file, as a manifest's `features.head` has them. */
  readonly ports: { readonly weights: string; readonly bias: string; readonly scores: string };
  /** [classes, channels], row-major. */
  readonly weights: Float32Array;
  /** [classes] */
  readonly bias: Float32Array;
  /** Height and width of the scores. */
  readonly grid: readonly [number, number];
}

/** GraphProto */
const INITIALIZER = 5;
const INPUT = 11;
const OUTPUT = 12;
const VALUE_INFO = 13;

/**
 * A trunk with its head's weights inside: the inputs that it was fed become constants of as many rows as there are classes, the scores its
 * only output, and the shapes that it said of values in between are left for the runtime to find out.
 * @param file an ONNX file, whole
 * @throws Broken where it is not
 */
export function bakeHead(file: Uint8Array, { ports, weights, bias, grid }: HeadToBake): Uint8Array<ArrayBuffer> {
  const classes = bias.length;
  const constants = [
    tensor(ports.weights, [classes, weights.length / classes], weights),
    tensor(ports.bias, [classes], bias),
  ];
  const fed = [ports.weights, ports.bias];
  // ModelProto: graph 7
  const model = [...fields(file)].flatMap((part): Uint8Array[] => {
    if (part.number !== 7) return [part.whole];
    const kept = [...fields(part.bytes)].flatMap((each) => graphPart(each));
    return [message(7, [...kept, ...constants.map((each) => message(INITIALIZER, [each]))])];
  });
  return bytesOf(model);

  function graphPart(part: Field): Uint8Array[] {
    const name = (): string => textOf(fields(part.bytes), 1);
    if (part.number === VALUE_INFO || (part.number === INPUT && fed.includes(name()))) return [];
    // TensorProto: name 8; what the inputs held by default
    if (part.number === INITIALIZER && fed.includes(textOf(fields(part.bytes), 8))) return [];
    if (part.number !== OUTPUT) return [part.whole];
    return name() === ports.scores ? [message(OUTPUT, [port(ports.scores, [1, classes, ...grid])])] : [];
  }
}

/** TensorProto.DataType */
const FLOAT = 1;

/** TensorProto: dims 1, data_type 2, name 8, raw_data 9. */
function tensor(name: string, dims: readonly number[], values: Float32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, i) => view.setFloat32(i * 4, value, true));
  return bytesOf([
    ...dims.map((size) => integer(1, size)),
    integer(2, FLOAT),
    text(8, name),
    message(9, [new Uint8Array(view.buffer)]),
  ]);
}

/** ValueInfoProto: name 1, type 2; TypeProto: tensor_type 1 of elem_type 1 and shape 2; TensorShapeProto: dim 1 of dim_value 1. */
function port(name: string, dims: readonly number[]): Uint8Array {
  const shape = dims.map((size) => message(1, [integer(1, size)]));
  return bytesOf([text(1, name), message(2, [message(1, [integer(1, FLOAT), message(2, shape)])])]);
}
