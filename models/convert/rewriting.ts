import type { Graph, GraphNode } from './graph.ts';

/** The nodes that read a value. An output of the network is read by whoever runs it, which counts as one more. */
export function readersOf({ nodes, outputs }: Graph, value: string): (GraphNode | null)[] {
  const own = nodes.flatMap((each) => each.inputs.filter((name) => name === value).map(() => each));
  return outputs.some(({ name }) => name === value) ? [...own, null] : own;
}

/** Without nodes whose values nobody reads, and without constants that no node does. */
export function withoutDead(graph: Graph): Graph {
  const wanted = new Set(graph.outputs.map(({ name }) => name));
  const nodes = graph.nodes
    .toReversed()
    .filter(({ output, inputs }) => {
      if (!wanted.has(output)) return false;
      inputs.forEach((name) => wanted.add(name));
      return true;
    })
    .toReversed();
  const constants = new Map([...graph.constants].filter(([name]) => wanted.has(name)));
  return { ...graph, nodes, constants };
}
