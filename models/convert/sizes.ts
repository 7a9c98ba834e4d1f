import type { Graph, GraphNode } from './graph.ts';

/** A map's size; 1 × 1 for one value a channel. */
export interface MapSize {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
}

/**
 * The size of every four-dimensional value of a graph, by name.
 * @throws Error naming an operator it does not know
 */
export function mapSizes({ input, nodes, constants }: Graph): Map<string, MapSize> {
  const [, channels = 0, height = 0, width = 0] = input.shape;
  const sizes = new Map<string, MapSize>([[input.name, { channels, height, width }]]);
  const shape = (name = ''): readonly number[] => constants.get(name)?.shape ?? [];
  for (const node of nodes) sizes.set(node.output, sizeOf(node));
  return sizes;

  function sizeOf(node: GraphNode): MapSize {
    const maps = node.inputs.flatMap((name) => sizes.get(name) ?? []);
    const [first] = maps;
    if (!first) throw new Error(`${node.op}, which computes "${node.output}", has no map to work on`);
    switch (node.op) {
      case 'Conv':
        return { channels: shape(node.inputs[1])[0] ?? 0, ...convolved(node, first) };
      case 'ConvTranspose':
        return { channels: shape(node.inputs[1])[1] ?? 0, ...spread(node, first) };
      case 'GlobalAveragePool':
        return { channels: first.channels, height: 1, width: 1 };
      case 'Resize': {
        const [, , y = 1, x = 1] = constants.get(node.inputs[2] ?? '')?.values ?? [];
        return { ...first, height: first.height * Number(y), width: first.width * Number(x) };
      }
      case 'Add':
      case 'Mul':
        return maps.reduce((largest, each) => (each.height > largest.height ? each : largest));
      case 'Clip':
      case 'HardSigmoid':
      case 'Relu':
      case 'Sigmoid':
        return first;
      default:
        throw new Error(`the size of what ${node.op} computes is not known`);
    }
  }
}

/** Two integers of an attribute, such as strides: [vertical, horizontal]. */
export function pair({ attributes }: GraphNode, name: string): [number, number] {
  const values = attributes[name];
  if (!Array.isArray(values)) throw new Error(`"${name}" is missing`);
  return [Number(values[0]), Number(values[1])];
}

/** Zeros added above, left, below, right. */
export function padding({ attributes }: GraphNode): [number, number, number, number] {
  const values = attributes['pads'];
  if (!Array.isArray(values)) throw new Error('"pads" is missing');
  const [top, left, bottom, right] = values.map(Number);
  return [top ?? 0, left ?? 0, bottom ?? 0, right ?? 0];
}

function convolved(node: GraphNode, { height, width }: MapSize): Omit<MapSize, 'channels'> {
  const [kernel, stride, dilation] = [pair(node, 'kernel_shape'), pair(node, 'strides'), pair(node, 'dilations')];
  const [top, left, bottom, right] = padding(node);
  const along = (size: number, axis: 0 | 1): number =>
    Math.floor((size - dilation[axis] * (kernel[axis] - 1) - 1) / stride[axis]) + 1;
  return { height: along(height + top + bottom, 0), width: along(width + left + right, 1) };
}

function spread(node: GraphNode, { height, width }: MapSize): Omit<MapSize, 'channels'> {
  const [kernel, stride] = [pair(node, 'kernel_shape'), pair(node, 'strides')];
  const [top, left, bottom, right] = padding(node);
  return {
    height: (height - 1) * stride[0] + kernel[0] - top - bottom,
    width: (width - 1) * stride[1] + kernel[1] - left - right,
  };
}
