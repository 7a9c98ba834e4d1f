import { node, type Constant, type GraphNode } from '../graph.ts';
import type { OnnxGraph } from './model.ts';

const EPSILON = 1e-5;

/** Batch normalisation, which after training is a factor and an offset a channel, as a product and a sum. */
export function foldNorms(graph: OnnxGraph): OnnxGraph {
  const constants = new Map(graph.constants);
  const nodes = graph.nodes.flatMap((each) => (each.op === 'BatchNormalization' ? replaced(each) : [each]));
  return { ...graph, nodes, constants };

  function replaced(norm: GraphNode): GraphNode[] {
    const [input = '', ...statistics] = norm.inputs;
    const [factors, offsets, means, variances] = statistics.map((name) => floats(norm, constants.get(name)));
    if (!factors || !offsets || !means || !variances)
      throw new Error(`BatchNormalization of "${input}" lacks its statistics`);
    const epsilon = typeof norm.attributes['epsilon'] === 'number' ? norm.attributes['epsilon'] : EPSILON;
    const scale = factors.map((factor, i) => factor / Math.sqrt((variances[i] ?? 0) + epsilon));
    const shift = offsets.map((offset, i) => offset - (means[i] ?? 0) * (scale[i] ?? 0));
    const shape = [scale.length, 1, 1];
    const [scales, shifts, product] = ['scale', 'shift', 'product'].map((what) => `${norm.output}_${what}`) as [
      string,
      string,
      string,
    ];
    constants.set(scales, { shape, values: scale });
    constants.set(shifts, { shape, values: shift });
    return [node('Mul', [input, scales], product), node('Add', [product, shifts], norm.output)];
  }
}

function floats({ inputs }: GraphNode, constant: Constant | undefined): Float32Array {
  if (constant?.values instanceof Float32Array) return constant.values;
  throw new Error(`the statistics of BatchNormalization of "${inputs[0]}" are no constants`);
}
