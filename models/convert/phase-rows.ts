import { integers, node, type Constant, type Graph, type GraphNode } from './graph.ts';
import { mapSizes, padding, pair, type MapSize } from './sizes.ts';

/** Rows that one filter of a rewritten convolution yields at once. */
const PHASES = 4;
/** Smaller depthwise kernels are no faster this way. */
const LEAST_KERNEL = 5;

/**
 * Computes large depthwise convolutions four rows at a time: the same function, cheaper on a CPU.
 *
 * ONNX Runtime unrolls a depthwise convolution into a matrix of one row a channel: it copies kernel height × width values
 * for each output value and multiplies them by a single row of weights. Here the kernel is copied four times into a taller
 * window, each time a stride further down, and the window moves four strides: four rows of weights share what is copied.
 *
 * The result has its rows grouped by their remainder modulo four. What looks at single pixels (1×1 convolutions, sums,
 * activations, means) does not mind and keeps the order; before anything else the rows are put back, where there are
 * fewest channels.
 */
export function phaseRows(graph: Graph): Graph {
  if (!graph.nodes.some((each) => each.op === 'Conv' && pair(each, 'kernel_shape')[0] >= LEAST_KERNEL)) return graph;
  const sizes = mapSizes(graph);
  const constants = new Map(graph.constants);
  const nodes: GraphNode[] = [];
  const phased = new Set<string>();
  const restored = new Map<string, string>();

  for (const each of graph.nodes) {
    if (isLargeDepthwise(each)) convolve(each);
    else if (isPixelwise(each) && keepsOrder(each)) {
      nodes.push(each);
      if (each.inputs.some((name) => phased.has(name)) && sizeOf(each.output).height > 1) phased.add(each.output);
    } else if (each.op === 'GlobalAveragePool') nodes.push(each);
    else nodes.push({ ...each, inputs: each.inputs.map(plain) });
  }
  if (graph.outputs.some(({ name }) => phased.has(name)))
    throw new Error('the output would have its rows out of order');
  return { ...graph, nodes, constants };

  function sizeOf(name: string): MapSize {
    const size = sizes.get(name);
    if (!size) throw new Error(`the size of "${name}" is not known`);
    return size;
  }

  /** A depthwise convolution with a large kernel, whose rows can be dealt out evenly. */
  function isLargeDepthwise(each: GraphNode): boolean {
    if (each.op !== 'Conv' || each.attributes['group'] !== BigInt(sizeOf(each.inputs[0] ?? '').channels)) return false;
    const { channels, height } = sizeOf(each.output);
    const isDepthwise = channels === sizeOf(each.inputs[0] ?? '').channels && channels > 1;
    return isDepthwise && pair(each, 'kernel_shape')[0] >= LEAST_KERNEL && height % PHASES === 0;
  }

  /** A pixelwise node stays on grouped rows if all its maps have them, and if putting them back later costs no more. */
  function keepsOrder(each: GraphNode): boolean {
    const maps = each.inputs.filter((name) => (sizes.get(name)?.height ?? 1) > 1);
    const grows = each.op === 'Conv' && sizeOf(each.output).channels > sizeOf(maps[0] ?? each.output).channels;
    return maps.every((name) => phased.has(name) === phased.has(maps[0] ?? '')) && !(grows && maps.some(isPhased));
  }

  function isPhased(name: string): boolean {
    return phased.has(name);
  }

  function convolve(each: GraphNode): void {
    const [input = '', weights = '', bias = ''] = each.inputs;
    const { channels, height, width } = sizeOf(each.output);
    const [kernel, stride] = [pair(each, 'kernel_shape'), pair(each, 'strides')];
    const [top, left, bottom, right] = padding(each);
    const tall = [kernel[0] + (PHASES - 1) * stride[0], kernel[1]] as const;
    const copies = Array.from({ length: PHASES }, (_, phase) => {
      const above = phase * stride[0];
      const pads = integerConstant([0, 0, above, 0, 0, 0, tall[0] - kernel[0] - above, 0]);
      nodes.push(node('Pad', [weights, pads], `${weights}_${phase}`));
      return `${weights}_${phase}`;
    });
    nodes.push(node('Concat', copies, `${weights}_copies`, { axis: 1n }));
    const shape = integerConstant([channels * PHASES, 1, ...tall]);
    nodes.push(node('Reshape', [`${weights}_copies`, shape], `${weights}_tall`));
    const output = `${each.output}_phases`;
    nodes.push(
      node('Conv', [plain(input), `${weights}_tall`, repeated(bias)], output, {
        ...each.attributes,
        kernel_shape: integers(tall),
        pads: integers([top, left, bottom, right]),
        strides: integers([stride[0] * PHASES, stride[1]]),
      }),
    );
    nodes.push(node('Reshape', [output, integerConstant([1, channels, height, width])], each.output));
    phased.add(each.output);
  }

  /** The bias of a channel for each of its phases. */
  function repeated(bias: string): string {
    const constant = constants.get(bias);
    if (!(constant?.values instanceof Float32Array)) throw new Error(`the bias "${bias}" is not known`);
    const { values } = constant;
    const name = `${bias}_repeated`;
    const count = values.length * PHASES;
    const copies = Float32Array.from({ length: count }, (_, i) => values[Math.floor(i / PHASES)] ?? 0);
    constants.set(name, { shape: [count], values: copies });
    return name;
  }

  /** The value with its rows from top to bottom. */
  function plain(name: string): string {
    if (!phased.has(name)) return name;
    const known = restored.get(name);
    if (known) return known;
    const { channels, height, width } = sizeOf(name);
    const grouped = integerConstant([1, channels, PHASES, height / PHASES, width]);
    nodes.push(node('Reshape', [name, grouped], `${name}_grouped`));
    nodes.push(node('Transpose', [`${name}_grouped`], `${name}_turns`, { perm: integers([0, 1, 3, 2, 4]) }));
    const result = `${name}_plain`;
    nodes.push(node('Reshape', [`${name}_turns`, integerConstant([1, channels, height, width])], result));
    restored.set(name, result);
    return result;
  }

  function integerConstant(values: readonly number[]): string {
    const name = `integers_${values.join('_')}`;
    const constant: Constant = { shape: [values.length], values: BigInt64Array.from(integers(values)) };
    constants.set(name, constant);
    return name;
  }
}

/** Works on each pixel by itself. */
function isPixelwise({ op, attributes }: GraphNode): boolean {
  if (op === 'Conv') return String(attributes['kernel_shape']) === '1,1' && String(attributes['strides']) === '1,1';
  return ['Add', 'Clip', 'HardSigmoid', 'Mul', 'Relu', 'Sigmoid'].includes(op);
}
