import proto from 'onnx-proto';
import type { Attribute, Constant, GraphNode, Port } from '../graph.ts';
import type { OnnxGraph } from './model.ts';
import { readTensor } from './tensor.ts';

// the package is CommonJS without names that an import could see
const { onnx } = proto;
const Kind = onnx.AttributeProto.AttributeType;

type Model = ReturnType<typeof onnx.ModelProto.decode>;
type GraphProto = NonNullable<Model['graph']>;
type NodeProto = NonNullable<GraphProto['node']>[number];
type AttributeProto = NonNullable<NodeProto['attribute']>[number];
type ValueInfo = NonNullable<GraphProto['input']>[number];

/** Shapes of what goes in, by name, where they are to be others than the file's or the file leaves them open. */
export type InputShapes = Readonly<Record<string, readonly number[]>>;

/** @throws Error where the bytes are no ONNX file, or hold what this does not know: with the name of the node */
export function readOnnx(file: Uint8Array, shapes: InputShapes = {}): OnnxGraph {
  const { graph } = decode(file);
  if (!graph) throw new Error('not an ONNX file: it holds no graph');
  const constants = new Map<string, Constant>();
  for (const tensor of graph.initializer ?? []) constants.set(tensor.name ?? '', readTensor(tensor));
  const nodes: GraphNode[] = [];
  for (const each of graph.node ?? []) {
    if (each.opType === 'Constant') constants.set(each.output?.[0] ?? '', constantOf(each));
    else nodes.push(nodeOf(each));
  }
  const fed = (graph.input ?? []).filter(({ name }) => !constants.has(name ?? ''));
  return {
    inputs: fed.map((each) => portOf(each, shapes)),
    outputs: (graph.output ?? []).map(({ name }) => name ?? ''),
    nodes,
    constants,
  };
}

function decode(file: Uint8Array): Model {
  try {
    return onnx.ModelProto.decode(file);
  } catch (cause) {
    throw new Error(`not an ONNX file: ${String(cause)}`, { cause });
  }
}

function portOf({ name, type }: ValueInfo, shapes: InputShapes): Port {
  const called = name ?? '';
  const own = (type?.tensorType?.shape?.dim ?? []).map(({ dimValue }) => Number(dimValue ?? 0));
  const shape = shapes[called] ?? own;
  if (shape.length !== own.length || shape.some((size) => !(size > 0))) {
    throw new Error(
      `the shape of input "${called}" is [${own.join(', ')}], [${shape.join(', ')}] asked for: say it whole`,
    );
  }
  return { name: called, shape };
}

function nodeOf(each: NodeProto): GraphNode {
  const [output = '', ...more] = each.output ?? [];
  const op = each.opType ?? '';
  if (more.some((name) => name !== ''))
    throw new Error(`ONNX operator ${op}, which computes "${output}", has several outputs`);
  const attributes = (each.attribute ?? []).map((one) => {
    const value = attributeOf(one);
    if (value === undefined)
      throw new Error(`ONNX operator ${op}, which computes "${output}": "${one.name}" cannot be read`);
    return [one.name ?? '', value] as const;
  });
  return { op, inputs: each.input ?? [], output, attributes: Object.fromEntries(attributes) };
}

function attributeOf({ type, f, i, s, ints }: AttributeProto): Attribute | undefined {
  if (type === Kind.FLOAT) return f ?? 0;
  if (type === Kind.INT) return BigInt(String(i ?? 0));
  if (type === Kind.STRING) return new TextDecoder().decode(s ?? new Uint8Array(0));
  if (type === Kind.INTS) return (ints ?? []).map((each) => BigInt(String(each)));
  return undefined;
}

function constantOf({ attribute, output }: NodeProto): Constant {
  const [value] = attribute ?? [];
  if (value?.name === 'value' && value.t) return readTensor(value.t);
  throw new Error(
    `ONNX operator Constant, which computes "${output?.[0]}", holds "${value?.name}", which cannot be read`,
  );
}
