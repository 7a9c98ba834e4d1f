import proto from 'onnx-proto';
import { fromFloat16, roundToFloat16 } from '../../src/core/labels/float16.ts';

// the package is CommonJS without names that an import could see
const { onnx } = proto;
const { FLOAT, FLOAT16 } = onnx.TensorProto.DataType;
/** As an attribute holds it. */
const TO_FLOAT: number = FLOAT;

type Model = ReturnType<typeof onnx.ModelProto.decode>;
type Node = NonNullable<NonNullable<Model['graph']>['node']>[number];
type Tensor = NonNullable<NonNullable<Model['graph']>['initializer']>[number];

/** Operators whose further inputs are floats whatever they work on: scales and regions. */
const FLOAT_PARAMETERS = new Set(['Resize', 'Upsample']);

/**
 * The same network with half-precision numbers inside, for graphics adapters that calculate with them: float32 still goes
 * in and comes out.
 * @throws Error where a tensor is stored in a way this does not know
 */
export function toHalfPrecision(file: Uint8Array): Uint8Array {
  const model = onnx.ModelProto.decode(file);
  const { graph } = model;
  if (!graph) throw new Error('the file holds no graph');
  const nodes = graph.node ?? [];
  const parameters = parametersOf(nodes);
  const initializers = graph.initializer ?? [];
  const stored = new Set(initializers.map(({ name }) => name));
  for (const tensor of initializers) {
    if (tensor.dataType === FLOAT && !parameters.has(tensor.name ?? '')) halve(tensor);
  }
  // a constant that is stored in half precision needs no cast any more; one that stays a float keeps it
  const needless = new Map(
    nodes.flatMap((node) => {
      const [input = ''] = node.input ?? [];
      const [output = ''] = node.output ?? [];
      return node.opType === 'Cast' && stored.has(input) && !parameters.has(output) ? [[output, input] as const] : [];
    }),
  );
  const inputs = (graph.input ?? []).filter(isFloat).map(({ name }) => name ?? '');
  const outputs = (graph.output ?? []).filter(isFloat).map(({ name }) => name ?? '');
  const inside = (name: string): string => {
    const plain = needless.get(name) ?? name;
    return inputs.includes(plain) || outputs.includes(plain) ? `${plain}_half` : plain;
  };
  const kept = nodes.filter((node) => !needless.has(node.output?.[0] ?? ''));
  for (const node of kept) {
    const isParameter = parameters.has(node.output?.[0] ?? '');
    node.input = (node.input ?? []).map(inside);
    node.output = (node.output ?? []).map(inside);
    if (!isParameter) retarget(node);
  }
  graph.node = [
    ...inputs.map((name) => cast(name, `${name}_half`, FLOAT16)),
    ...kept,
    ...outputs.map((name) => cast(`${name}_half`, name, FLOAT)),
  ];
  graph.valueInfo = [];
  return onnx.ModelProto.encode(model).finish().slice();
}

/** The values that say how and not what to calculate, with all they are calculated from. */
function parametersOf(nodes: readonly Node[]): Set<string> {
  const parameters = new Set<string>();
  for (const { opType, input, output } of nodes.toReversed()) {
    const isParameter = (output ?? []).some((name) => parameters.has(name));
    if (isParameter && opType !== 'Shape') input?.forEach((name) => parameters.add(name));
    else if (FLOAT_PARAMETERS.has(opType ?? '')) input?.slice(1).forEach((name) => parameters.add(name));
  }
  return parameters;
}

function isFloat({ type }: { type?: { tensorType?: { elemType?: number | null } | null } | null }): boolean {
  return type?.tensorType?.elemType === FLOAT;
}

/** Casts to float and constant nodes inside the network become half precision as well. */
function retarget(node: Node): void {
  for (const attribute of node.attribute ?? []) {
    if (node.opType === 'Cast' && attribute.name === 'to' && Number(attribute.i) === TO_FLOAT) attribute.i = FLOAT16;
    if (node.opType === 'Constant' && attribute.t?.dataType === FLOAT) halve(attribute.t);
  }
}

function cast(input: string, output: string, to: number): Node {
  const attribute = [{ name: 'to', type: onnx.AttributeProto.AttributeType.INT, i: to }];
  return onnx.NodeProto.fromObject({ opType: 'Cast', input: [input], output: [output], attribute });
}

/** Rounds a tensor's floats to the nearest halves. */
function halve(tensor: Tensor): void {
  const { rawData, floatData } = tensor;
  const values = floatData && floatData.length > 0 ? Float32Array.from(floatData) : floats(rawData);
  const bytes = new Uint8Array(values.length * 2);
  const view = new DataView(bytes.buffer);
  for (const [i, value] of values.entries()) {
    const half = roundToFloat16(value);
    if (Number.isFinite(value) && !Number.isFinite(fromFloat16(half)))
      throw new Error(`${value} is beyond half precision`);
    view.setUint16(i * 2, half, true);
  }
  tensor.dataType = FLOAT16;
  tensor.floatData = [];
  tensor.rawData = bytes;
}

function floats(bytes: Uint8Array | null | undefined): Float32Array {
  if (!bytes) throw new Error('a tensor holds no values of its own');
  // what was read may lie anywhere in the file's own memory, and its slice too
  return new Float32Array(Uint8Array.from(bytes).buffer);
}
