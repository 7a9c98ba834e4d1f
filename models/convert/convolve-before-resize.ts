import type { Graph, GraphNode } from './graph.ts';

/**
 * conv(resize(x)) -> resize(conv(x)) for 1×1 convolutions: the same function, cheaper to run.
 *
 * Interpolation weights sum to one and act on every channel alike, so the two commute, bias included. The convolution
 * then works on a quarter of the pixels, and the resize often on fewer channels.
 */
export function convolveBeforeResize(graph: Graph): Graph {
  const replaced = new Map<GraphNode, GraphNode>();
  for (const conv of graph.nodes.filter(isPointwise)) {
    const resize = graph.nodes.find((each) => each.output === conv.inputs[0]);
    if (resize?.op !== 'Resize' || !isUsedOnce(graph, resize.output)) continue;
    const [small = '', ...sizes] = resize.inputs;
    const name = `${conv.output}_small`;
    replaced.set(resize, { ...conv, inputs: [small, ...conv.inputs.slice(1)], output: name });
    replaced.set(conv, { ...resize, inputs: [name, ...sizes], output: conv.output });
  }
  return { ...graph, nodes: graph.nodes.map((each) => replaced.get(each) ?? each) };
}

/** A convolution that mixes channels and looks at no neighbour. */
function isPointwise({ op, attributes }: GraphNode): boolean {
  return op === 'Conv' && String(attributes['kernel_shape']) === '1,1' && String(attributes['strides']) === '1,1';
}

function isUsedOnce({ nodes, outputs }: Graph, value: string): boolean {
  const readers = nodes.flatMap((each) => each.inputs).filter((input) => input === value).length;
  return readers === 1 && !outputs.some(({ name }) => name === value);
}
