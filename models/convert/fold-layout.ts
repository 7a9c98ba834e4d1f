import { integers, node, type Graph, type GraphNode } from './graph.ts';
import { composed, isStill, type Reordering, type Step } from './reorder.ts';
import { readersOf, withoutDead } from './rewriting.ts';

/**
 * Turns and reshapes that follow one another as at most one turn; those around a softmax that undo one another are left out. The same
 * values, and each is moved once at most.
 */
export function foldLayout(graph: Graph): Graph {
  return foldChains(sinkThroughSoftmax(graph));
}

/** Softmax(turned(x)) -> turned(Softmax(x)), along the axis that it was: what undoes the turn behind it comes to lie beside it then. */
function sinkThroughSoftmax(graph: Graph): Graph {
  const shapes = new Map(graph.shapes);
  let nodes = [...graph.nodes];
  for (const softmax of graph.nodes.filter(({ op }) => op === 'Softmax')) {
    const chain = chainBefore({ ...graph, nodes }, softmax.inputs[0] ?? '');
    const [first] = chain;
    const from = first && shapes.get(first.inputs[0] ?? '');
    if (!first || !from) continue;
    const axis = axisBefore(from, stepsOf(chain, graph), Number(softmax.attributes['axis']));
    if (axis === null) continue;
    const soft = `${softmax.output}_soft`;
    const moved = { ...softmax, inputs: [first.inputs[0] ?? ''], output: soft, attributes: { axis: BigInt(axis) } };
    shapes.set(soft, from);
    const behind = chain.map((each, i) => ({
      ...each,
      inputs: [i === 0 ? soft : (each.inputs[0] ?? ''), ...each.inputs.slice(1)],
      output: i === chain.length - 1 ? softmax.output : each.output,
    }));
    nodes = nodes.flatMap((each) => {
      if (each === softmax) return [moved, ...behind];
      return chain.includes(each) ? [] : [each];
    });
  }
  return { ...graph, nodes, shapes };
}

/** The whole axis of the input that an axis behind the steps is; null: it is none. */
function axisBefore(from: readonly number[], steps: readonly Step[], axis: number): number | null {
  // marked by sizes that no other has: what is one axis behind has to be one before
  const made = composed(from, steps);
  if (!made) return null;
  const candidates = from.flatMap((size, i) => (size === made.shape[axis] ? [i] : []));
  return candidates.find((each) => staysWhole(from, steps, each, axis)) ?? null;
}

/** Whether an axis goes through the steps as one, and comes out as `axis`. */
function staysWhole(from: readonly number[], steps: readonly Step[], before: number, axis: number): boolean {
  const factor = 2;
  const larger = from.map((size, i) => (i === before ? size * factor : size));
  let shape: readonly number[] = larger;
  const grown: Step[] = [];
  for (const step of steps) {
    if ('perm' in step) {
      shape = step.perm.map((each) => shape[each] ?? 1);
      grown.push(step);
      continue;
    }
    // only a reshape that moves the axis past others of one place leaves it whole
    const [own, wanted] = [shape.filter((each) => each > 1), step.shape.filter((each) => each > 1)];
    if (own.length !== wanted.length) return false;
    let at = 0;
    shape = step.shape.map((size) => (size > 1 ? own[at++]! : size));
    grown.push({ shape });
  }
  return composed(larger, grown)?.shape[axis] === larger[before];
}

function foldChains(graph: Graph): Graph {
  let current = graph;
  for (const last of graph.nodes.filter(isLayout)) {
    const chain = chainBefore(current, last.output);
    const readers = readersOf(current, last.output);
    // a longer one ends further on
    const [only] = readers;
    if (readers.length === 1 && only && isLayout(only)) continue;
    const from = chain[0]?.inputs[0] ?? '';
    const shape = graph.shapes?.get(from);
    const reordering = shape && composed(shape, stepsOf(chain, current));
    if (shape && reordering) current = replaced(current, chain, shape, reordering);
  }
  return withoutDead(current);
}

function replaced(graph: Graph, chain: readonly GraphNode[], from: readonly number[], made: Reordering): Graph {
  const [input, output] = [chain[0]?.inputs[0] ?? '', chain.at(-1)?.output ?? ''];
  const constants = new Map(graph.constants);
  const list = (values: readonly number[]): string => {
    const name = `integers_${values.join('_')}`;
    constants.set(name, { shape: [values.length], values: BigInt64Array.from(integers(values)) });
    return name;
  };
  if (isStill(made) && String(from) === String(made.shape) && !graph.outputs.some(({ name }) => name === output)) {
    const nodes = graph.nodes
      .filter((each) => !chain.includes(each))
      .map((each) => ({ ...each, inputs: each.inputs.map((name) => (name === output ? input : name)) }));
    return { ...graph, nodes };
  }
  const own: GraphNode[] = [];
  let name = input;
  if (!isStill(made)) {
    if (String(from) !== String(made.split)) {
      own.push(node('Reshape', [name, list(made.split)], `${output}_split`));
      name = `${output}_split`;
    }
    const turned = made.perm.map((axis) => made.split[axis] ?? 1);
    const done = String(turned) === String(made.shape);
    own.push(node('Transpose', [name], done ? output : `${output}_turned`, { perm: integers(made.perm) }));
    name = done ? output : `${output}_turned`;
  }
  if (name !== output) own.push(node('Reshape', [name, list(made.shape)], output));
  const end = chain.at(-1);
  const nodes = graph.nodes.flatMap((each) => {
    if (each === end) return own;
    return chain.includes(each) ? [] : [each];
  });
  return { ...graph, nodes, constants };
}

/** The turns and reshapes that make a value, each read by the next alone. */
function chainBefore(graph: Graph, value: string): GraphNode[] {
  const chain: GraphNode[] = [];
  for (let name = value; ;) {
    const maker = graph.nodes.find(({ output }) => output === name);
    if (!maker || !isLayout(maker) || (chain.length > 0 && readersOf(graph, name).length !== 1)) return chain;
    chain.unshift(maker);
    name = maker.inputs[0] ?? '';
  }
}

function isLayout({ op }: GraphNode): boolean {
  return op === 'Transpose' || op === 'Reshape';
}

function stepsOf(chain: readonly GraphNode[], { constants }: Graph): Step[] {
  return chain.map(({ op, inputs, attributes }) => {
    if (op === 'Transpose') return { perm: (attributes['perm'] as readonly bigint[]).map(Number) };
    return { shape: Array.from(constants.get(inputs[1] ?? '')?.values ?? [], Number) };
  });
}
