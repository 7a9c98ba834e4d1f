import type { Constant, GraphNode } from '../graph.ts';
import type { OnnxGraph } from './model.ts';

/** Factors and offsets of each channel behind a convolution that nobody else reads go into its weights and bias. */
export function foldScales(graph: OnnxGraph): OnnxGraph {
  const constants = new Map(graph.constants);
  const reads = new Map<string, number>();
  for (const name of [...graph.outputs, ...graph.nodes.flatMap(({ inputs }) => inputs)]) {
    reads.set(name, (reads.get(name) ?? 0) + 1);
  }
  /** Convolutions by what they compute by now. */
  const convolutions = new Map<string, number>();
  const nodes: GraphNode[] = [];
  for (const node of graph.nodes) {
    const folded = foldable(node);
    if (folded) {
      const { at, convolution } = folded;
      nodes[at] = convolution;
      convolutions.set(convolution.output, at);
      continue;
    }
    nodes.push(node);
    if (node.op === 'Conv') convolutions.set(node.output, nodes.length - 1);
  }
  return { ...graph, nodes, constants };

  function foldable({ op, inputs, output }: GraphNode): { at: number; convolution: GraphNode } | undefined {
    if (op !== 'Mul' && op !== 'Add') return undefined;
    const value = inputs.find((name) => convolutions.has(name) && reads.get(name) === 1);
    const constant = constants.get(inputs.find((name) => name !== value) ?? '');
    const at = convolutions.get(value ?? '');
    const convolution = at === undefined ? undefined : nodes[at];
    if (at === undefined || !convolution || !constant) return undefined;
    const [input = '', kernel = '', bias] = convolution.inputs;
    const weights = constants.get(kernel);
    const channels = weights?.shape[0] ?? 0;
    const each = perChannel(constant, channels);
    const own = bias === undefined ? new Float32Array(channels) : constants.get(bias)?.values;
    if (!each || !weights || !(weights.values instanceof Float32Array) || !(own instanceof Float32Array))
      return undefined;
    const names = [`${output}_weights`, `${output}_bias`] as const;
    const length = weights.values.length / channels;
    const { values } = weights;
    const isProduct = op === 'Mul';
    const scaled = isProduct ? values.map((weight, i) => weight * (each[Math.floor(i / length)] ?? 0)) : values;
    constants.set(names[0], { shape: weights.shape, values: scaled });
    constants.set(names[1], {
      shape: [channels],
      values: own.map((value, i) => (isProduct ? value * (each[i] ?? 0) : value + (each[i] ?? 0))),
    });
    return { at, convolution: { ...convolution, inputs: [input, names[0], names[1]], output } };
  }
}

/** A constant's value for each channel of a map; undefined: it is not that. */
function perChannel({ shape, values }: Constant, channels: number): Float32Array | undefined {
  if (!(values instanceof Float32Array)) return undefined;
  if (values.length === 1) return new Float32Array(channels).fill(values[0] ?? 0);
  const isByChannel = values.length === channels && shape.at(-3) === channels;
  return isByChannel ? values : undefined;
}
