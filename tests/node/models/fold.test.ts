import { describe, expect, it } from 'vitest';
import { foldLayout } from '../../../models/convert/fold-layout.ts';
import { foldLinear } from '../../../models/convert/fold-linear.ts';
import { integers, node, type Constant, type Graph, type GraphNode } from '../../../models/convert/graph.ts';
import { composed } from '../../../models/convert/reorder.ts';
import { writeOnnx } from '../../../models/convert/write-onnx.ts';
import { largestDifference, run } from './session.ts';

const size = (shape: readonly number[]): number => shape.reduce((product, each) => product * each, 1);
const noise = (shape: readonly number[]): Constant => ({
  shape,
  values: Float32Array.from({ length: size(shape) }, () => Math.random() * 2 - 1),
});
const list = (...values: number[]): Constant => ({
  shape: [values.length],
  values: BigInt64Array.from(integers(values)),
});
const POINTWISE = {
  dilations: [1n, 1n],
  group: 1n,
  kernel_shape: [1n, 1n],
  pads: [0n, 0n, 0n, 0n],
  strides: [1n, 1n],
} as const;

interface Drawn {
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly nodes: readonly GraphNode[];
  readonly constants?: Readonly<Record<string, Constant>>;
}

function graphOf({ from, to, nodes, constants = {} }: Drawn): Graph {
  return {
    name: 'x',
    input: { name: 'input', shape: from },
    outputs: [{ name: 'output', shape: to }],
    nodes,
    constants: new Map(Object.entries(constants)),
    shapes: new Map([['input', from]]),
  };
}

const opsOf = ({ nodes }: Graph): string[] => nodes.map(({ op }) => op);

/** The operators that are left, of a graph that computes the same before and after. */
async function folded(drawn: Drawn, fold: (graph: Graph) => Graph): Promise<string[]> {
  const before = graphOf(drawn);
  const after = fold(before);
  const input = noise(drawn.from).values as Float32Array;
  const [one, other] = [
    await run(writeOnnx(before), input, drawn.from),
    await run(writeOnnx(after), input, drawn.from),
  ];
  expect(largestDifference(one, other)).toBeLessThan(1e-5);
  return opsOf(after);
}

describe('turns and reshapes', () => {
  it('are composed, with what stays together as one', () => {
    const unfolding = [{ shape: [1, 5, 2, 4, 3, 2] }, { perm: [0, 1, 3, 5, 2, 4] }, { shape: [1, 5, 8, 6] }];
    expect(composed([1, 5, 8, 6], unfolding)).toEqual({
      split: [5, 2, 4, 3, 2],
      perm: [0, 2, 4, 1, 3],
      shape: [1, 5, 8, 6],
    });
    expect(composed([2, 3], [{ perm: [1, 0] }, { perm: [1, 0] }])).toMatchObject({ perm: [0], shape: [2, 3] });
    expect(composed([6], [{ shape: [2, 3] }, { perm: [1, 0] }, { shape: [2, 3] }])).toBeNull();
  });

  it('that follow one another become one', async () => {
    const nodes = [
      node('Transpose', ['input'], 'a', { perm: integers([0, 2, 3, 1]) }),
      node('Reshape', ['a', 's1'], 'b'),
      node('Transpose', ['b'], 'c', { perm: integers([0, 2, 1, 3]) }),
      node('Reshape', ['c', 's2'], 'd'),
      node('Transpose', ['d'], 'output', { perm: integers([0, 3, 1, 2]) }),
    ];
    const constants = { s1: list(4, 2, 3, 10), s2: list(1, 12, 4, 5) };
    const ops = await folded({ from: [1, 5, 8, 6], to: [1, 5, 12, 4], nodes, constants }, foldLayout);
    expect(ops).toEqual(['Reshape', 'Transpose', 'Reshape']);
  });

  it('around a softmax that undo one another are gone', async () => {
    const nodes = [
      node('Relu', ['input'], 'a'),
      node('Reshape', ['a', 's1'], 'b'),
      node('Transpose', ['b'], 'c', { perm: integers([0, 3, 1, 2]) }),
      node('Softmax', ['c'], 'd', { axis: 1n }),
      node('Transpose', ['d'], 'e', { perm: integers([0, 2, 3, 1]) }),
      node('Reshape', ['e', 's2'], 'f'),
      node('Relu', ['f'], 'output'),
    ];
    const constants = { s1: list(1, 4, 1, 6), s2: list(1, 1, 4, 6) };
    const drawn = { from: [1, 1, 4, 6], to: [1, 1, 4, 6], nodes, constants };
    const known = (graph: Graph): Graph => foldLayout({ ...graph, shapes: new Map([['a', [1, 1, 4, 6]]]) });
    expect(await folded(drawn, known)).toEqual(['Relu', 'Softmax', 'Relu']);
  });

  it('stay where a softmax is along an axis that the turn makes of two', async () => {
    const nodes = [
      node('Reshape', ['input', 's1'], 'a'),
      node('Softmax', ['a'], 'b', { axis: 1n }),
      node('Reshape', ['b', 's2'], 'output'),
    ];
    const constants = { s1: list(1, 24), s2: list(1, 1, 4, 6) };
    expect(await folded({ from: [1, 1, 4, 6], to: [1, 1, 4, 6], nodes, constants }, foldLayout)).toEqual([
      'Reshape',
      'Softmax',
      'Reshape',
    ]);
  });
});

describe('linear steps', () => {
  const weights = (outputs: number, inputs: number) => noise([outputs, inputs, 1, 1]);

  it('become one where that is less: a wide middle goes, and a narrow one stays', async () => {
    const nodes = [
      node('Conv', ['input', 'w1', 'b1'], 'a', POINTWISE),
      node('Conv', ['a', 'w2', 'b2'], 'output', POINTWISE),
    ];
    const through = (middle: number) => ({
      from: [1, 3, 2, 2],
      to: [1, 4, 2, 2],
      nodes,
      constants: { w1: weights(middle, 3), b1: noise([middle]), w2: weights(4, middle), b2: noise([4]) },
    });
    expect(await folded(through(8), foldLinear)).toEqual(['Conv']);
    expect(await folded(through(1), foldLinear)).toEqual(['Conv', 'Conv']);
  });

  it('take up a scale and a bias before, and a depthwise one behind', async () => {
    const nodes = [
      node('Mul', ['input', 'scale'], 'a'),
      node('Add', ['a', 'bias'], 'b'),
      node('Conv', ['b', 'w1', 'b1'], 'c', POINTWISE),
      node('Conv', ['c', 'w2', 'b2'], 'd', { ...POINTWISE, group: 4n }),
      node('Relu', ['d'], 'output'),
    ];
    const constants = {
      scale: noise([1, 3, 1, 1]),
      bias: noise([1, 3, 1, 1]),
      w1: weights(4, 3),
      b1: noise([4]),
      w2: weights(4, 1),
      b2: noise([4]),
    };
    expect(await folded({ from: [1, 3, 2, 5], to: [1, 4, 2, 5], nodes, constants }, foldLinear)).toEqual([
      'Conv',
      'Relu',
    ]);
  });

  it('are joined to a transposed convolution before them', async () => {
    const stride = { kernel_shape: [2n, 2n], strides: [2n, 2n], pads: [0n, 0n, 0n, 0n] } as const;
    const nodes = [
      node('ConvTranspose', ['input', 'w1', 'b1'], 'a', stride),
      node('Conv', ['a', 'w2', 'b2'], 'output', POINTWISE),
    ];
    const constants = { w1: noise([3, 5, 2, 2]), b1: noise([5]), w2: weights(2, 5), b2: noise([2]) };
    expect(await folded({ from: [1, 3, 2, 3], to: [1, 2, 4, 6], nodes, constants }, foldLinear)).toEqual([
      'ConvTranspose',
    ]);
  });

  it('come behind a sum weighted by what sums to one, and not behind another one', async () => {
    const nodes = (weigh: GraphNode) => [
      node('Conv', ['input', 'w1', 'b1'], 'a', POINTWISE),
      node('Conv', ['input', 'w2', 'b2'], 'b', POINTWISE),
      weigh,
      node('Mul', ['a', 's'], 'c'),
      node('ReduceSum', ['c', 'axes'], 'output', { keepdims: 1n }),
    ];
    const constants = { w1: weights(4, 3), b1: noise([4]), w2: weights(1, 3), b2: noise([1]), axes: list(3) };
    const drawn = { from: [1, 3, 2, 6], to: [1, 4, 2, 1], constants };
    const soft = node('Softmax', ['b'], 's', { axis: 3n });
    const ops = await folded({ ...drawn, nodes: nodes(soft) }, foldLinear);
    expect(ops.slice(-3)).toEqual(['Mul', 'ReduceSum', 'Conv']);
    for (const other of [node('Softmax', ['b'], 's', { axis: 2n }), node('Sigmoid', ['b'], 's')])
      expect((await folded({ ...drawn, nodes: nodes(other) }, foldLinear)).at(-1)).toBe('ReduceSum');
  });

  it('stay where an activation or another reader lies between, and where weights are halves', async () => {
    const constants = { w1: weights(8, 3), b1: noise([8]), w2: weights(4, 8), b2: noise([4]) };
    const drawn = { from: [1, 3, 2, 2], to: [1, 4, 2, 2], constants };
    const conv = node('Conv', ['input', 'w1', 'b1'], 'a', POINTWISE);
    const active = [conv, node('Relu', ['a'], 'b'), node('Conv', ['b', 'w2', 'b2'], 'output', POINTWISE)];
    expect(await folded({ ...drawn, nodes: active }, foldLinear)).toEqual(['Conv', 'Relu', 'Conv']);
    const halves = { ...constants, w1: { shape: [8, 3, 1, 1], values: new Float32Array(24).fill(0.5) } };
    const plain = [conv, node('Conv', ['a', 'w2', 'b2'], 'output', POINTWISE)];
    expect(await folded({ ...drawn, nodes: plain, constants: halves }, foldLinear)).toEqual(['Conv', 'Conv']);
  });
});
