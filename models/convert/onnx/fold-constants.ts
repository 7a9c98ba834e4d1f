import type { Constant, GraphNode } from '../graph.ts';
import type { OnnxGraph } from './model.ts';

/** A node whose inputs are all known, computed; undefined: this does not know how. */
type Fold = (inputs: readonly Constant[], node: GraphNode) => Constant | undefined;

const FOLDS: ReadonlyMap<string, Fold> = new Map<string, Fold>([
  [
    'Cast',
    ([value]) =>
      value && {
        shape: value.shape,
        values: value.values instanceof Int8Array ? Float32Array.from(value.values) : value.values,
      },
  ],
  ['Identity', ([value]) => value],
  ['Concat', joined],
  ['Mul', scaled],
]);

/** Nodes that work on constants alone become constants. */
export function foldConstants(graph: OnnxGraph): OnnxGraph {
  const constants = new Map(graph.constants);
  const nodes = graph.nodes.filter((node) => {
    const inputs = node.inputs.flatMap((name) => constants.get(name) ?? []);
    const folded = inputs.length === node.inputs.length ? FOLDS.get(node.op)?.(inputs, node) : undefined;
    if (folded) constants.set(node.output, folded);
    return !folded;
  });
  return { ...graph, nodes, constants };
}

/** Lists, one behind the other. */
function joined(inputs: readonly Constant[]): Constant | undefined {
  if (inputs.some(({ shape }) => shape.length !== 1)) return undefined;
  const lists = inputs.map(({ values }) => values);
  const shape = [lists.reduce((sum, list) => sum + list.length, 0)];
  if (lists.every((list) => list instanceof Float32Array))
    return { shape, values: Float32Array.from(lists.flatMap((list) => Array.from(list))) };
  if (lists.every((list) => list instanceof BigInt64Array))
    return { shape, values: BigInt64Array.from(lists.flatMap((list) => Array.from(list))) };
  return undefined;
}

/** Weights times a factor for each place of their first axis, as they are stored in eight bits. */
function scaled([weights, factors]: readonly Constant[]): Constant | undefined {
  if (!weights || !factors || !(weights.values instanceof Float32Array) || !(factors.values instanceof Float32Array))
    return undefined;
  const [rows = 1] = weights.shape;
  const isOneEach =
    factors.values.length === rows && factors.shape.length === weights.shape.length && factors.shape[0] === rows;
  if (!isOneEach) return undefined;
  const length = weights.values.length / rows;
  const { values } = factors;
  return {
    shape: weights.shape,
    values: weights.values.map((value, i) => value * (values[Math.floor(i / length)] ?? 0)),
  };
}
