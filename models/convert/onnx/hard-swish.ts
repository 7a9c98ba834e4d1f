import { node, type GraphNode } from '../graph.ts';
import type { OnnxGraph } from './model.ts';

/** x · HardSigmoid(x; 1/6, 1/2) as HardSwish, for runtimes that have it as one operator. */
export function joinHardSwish(graph: OnnxGraph): OnnxGraph {
  const reads = [...graph.outputs, ...graph.nodes.flatMap(({ inputs }) => inputs)];
  const gates = new Map(graph.nodes.filter(isGate).map((each) => [each.output, each.inputs[0]]));
  const joined = new Set<string>();
  const nodes = graph.nodes.map((each) => {
    const gate = each.op === 'Mul' ? each.inputs.find((name) => gates.has(name)) : undefined;
    const input = each.inputs.find((name) => name !== gate);
    if (gate === undefined || input === undefined || gates.get(gate) !== input) return each;
    if (reads.filter((name) => name === gate).length !== 1) return each;
    joined.add(gate);
    return node('HardSwish', [input], each.output);
  });
  return { ...graph, nodes: nodes.filter(({ output }) => !joined.has(output)) };
}

function isGate({ op, attributes }: GraphNode): boolean {
  const { alpha, beta } = attributes;
  return op === 'HardSigmoid' && Math.abs(Number(alpha) - 1 / 6) < 1e-6 && Math.abs(Number(beta) - 0.5) < 1e-6;
}
