import { bytesOf, integer, message, text } from './messages.ts';
import { fields, textOf } from './protobuf.ts';

/** A value inside a network: the last that it computes at this scale before it goes on to a coarser one. */
export interface Depth {
  readonly name: string;
  /** Pixels of the input from one place of the map to the next. */
  readonly stride: number;
}

interface Node {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Of a convolution or pooling; 1 where nothing is said. */
  readonly stride: number;
}

/** Operators that step over the picture. */
const STRIDING = new Set(['Conv', 'MaxPool', 'AveragePool', 'FusedConv']);

/** Operators after which a map is as large as before. Where several go in, a map counts and a weight or a vector does not. */
const KEEPING = new Set(
  (
    'Relu LeakyRelu PRelu Clip Sigmoid HardSigmoid HardSwish Elu Tanh Softplus Mish Add Sub' +
    ' Mul Div Max Min Concat BatchNormalization InstanceNormalization LayerNormalization GroupNormalization Cast Identity Dropout Pad Transpose'
  ).split(' '),
);

/**
 * The maps of a network on its way down from its input, one a scale, finest first. Where a network has several such ways, of the first.
 * @param file an ONNX model
 * @param input the name of the picture's input
 */
export function depthsOf(file: Uint8Array, input: string): Depth[] {
  const strides = new Map([[input, 1]]);
  const found: Depth[] = [];
  for (const { op, inputs, outputs, stride } of nodesOf(file)) {
    const known = inputs.map((name) => strides.get(name)).filter((each) => each !== undefined);
    const [output] = outputs;
    const [first] = known;
    if (output === undefined || first === undefined) continue;
    // what is made larger again is on its way back up, and no longer followed
    if (!STRIDING.has(op) && !KEEPING.has(op)) continue;
    const at = STRIDING.has(op) ? (strides.get(inputs[0] ?? '') ?? first) * stride : Math.min(...known);
    strides.set(output, at);
    const deepest = found.at(-1)?.stride ?? 1;
    if (at > deepest) found.push({ name: output, stride: at });
    else if (at === deepest && found.length > 0) found[found.length - 1] = { name: output, stride: at };
  }
  return found;
}

/** So many of them, evenly chosen from the finest to the coarsest; all where there are no more. */
export function evenly<T>(all: readonly T[], count: number): T[] {
  if (all.length <= count) return [...all];
  return Array.from({ length: count }, (_, at) => all[Math.round((at * (all.length - 1)) / (count - 1))]!);
}

/** ModelProto: graph 7; GraphProto: node 1. */
function* nodesOf(file: Uint8Array): Generator<Node> {
  for (const { number, bytes } of fields(file)) {
    if (number !== 7) continue;
    for (const each of fields(bytes)) if (each.number === 1) yield node(each.bytes);
  }
}

/** NodeProto: input 1, output 2, op_type 4, attribute 5. */
function node(of: Uint8Array): Node {
  const parts = [...fields(of)];
  const texts = (wanted: number): string[] =>
    parts.filter(({ number }) => number === wanted).map(({ bytes }) => new TextDecoder().decode(bytes));
  const strides = parts
    .filter(({ number }) => number === 5)
    .map(({ bytes }) => [...fields(bytes)])
    .find((attribute) => textOf(attribute, 1) === 'strides');
  // AttributeProto: ints 8, one a field or packed into one
  const ints = strides?.filter(({ number }) => number === 8) ?? [];
  const [first] = ints;
  return {
    op: textOf(parts, 4),
    inputs: texts(1),
    outputs: texts(2),
    stride: first ? first.value || (first.bytes[0] ?? 1) : 1,
  };
}

/**
 * The same model with further outputs: a field that comes twice in a message is merged, so that a second graph with nothing but
 * outputs, behind the first one, adds them.
 * @param names of float values inside the graph; their shapes are left to the runtime
 */
export function withOutputs(file: Uint8Array, names: readonly string[]): Uint8Array<ArrayBuffer> {
  const outputs = names.map((name) => message(12, [text(1, name), FLOATS]));
  return bytesOf([file, message(7, outputs)]);
}

/** ValueInfoProto: type 2; TypeProto: tensor_type 1; Tensor: elem_type 1, of which 1 is a float. */
const FLOATS = message(2, [message(1, [integer(1, 1)])]);
