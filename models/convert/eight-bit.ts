import { node, type Constant, type Graph, type GraphNode } from './graph.ts';

/** Smaller weights are not worth the nodes. */
const LEAST = 1024;
/** Of a signed byte, on either side. */
const STEPS = 127;
/** ONNX's number for float32, as a Cast has it. */
const FLOAT = 1n;

/**
 * Stores the weights of convolutions as bytes, with a step a filter: a quarter of the file in float32, half of it in halves, and
 * many zeros stay zeros. The nodes that make floats of them are folded away when the session is created. The network is another
 * one by the rounding: fit for those whose results are looked at with a tolerance.
 */
export function toEightBits(graph: Graph): Graph {
  const weights = new Set(graph.nodes.filter(({ op }) => op === 'Conv').flatMap(({ inputs }) => inputs[1] ?? []));
  const constants = new Map<string, Constant>();
  const nodes: GraphNode[] = [];
  for (const [name, constant] of graph.constants) {
    const { values, shape } = constant;
    if (!weights.has(name) || !(values instanceof Float32Array) || values.length < LEAST) {
      constants.set(name, constant);
      continue;
    }
    const [filters = 1] = shape;
    const { bytes, steps } = rounded(values, filters);
    constants.set(`${name}_bytes`, { shape, values: bytes });
    constants.set(`${name}_steps`, { shape: [filters, 1, 1, 1], values: steps });
    nodes.push(node('Cast', [`${name}_bytes`], `${name}_whole`, { to: FLOAT }));
    nodes.push(node('Mul', [`${name}_whole`, `${name}_steps`], name));
  }
  return { ...graph, constants, nodes: [...nodes, ...graph.nodes] };
}

/** Each filter in its own steps, the largest of its weights being 127 of them. */
function rounded(values: Float32Array, filters: number): { bytes: Int8Array; steps: Float32Array } {
  const size = values.length / filters;
  const bytes = new Int8Array(values.length);
  const steps = new Float32Array(filters);
  for (let filter = 0; filter < filters; filter += 1) {
    const own = values.subarray(filter * size, (filter + 1) * size);
    const step = own.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) / STEPS || 1;
    steps[filter] = step;
    for (let i = 0; i < size; i += 1) bytes[filter * size + i] = Math.round(own[i]! / step);
  }
  return { bytes, steps };
}
