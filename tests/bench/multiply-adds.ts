import { createRequire } from 'node:module';

const { onnx } = createRequire(import.meta.url)('onnx-proto') as typeof import('onnx-proto');

/** A convolution of a network: what leaves it, and how many weights it has. */
export interface Convolution {
  readonly output: string;
  readonly weights: number;
  readonly outputChannels: number;
}

/**
 * The same network with the output of every convolution as one more output of its own, so that a run tells their sizes:
 * a convolution multiplies each of its weights once for each place of its output map.
 */
export function exposeConvolutions(file: Uint8Array): { file: Uint8Array; convolutions: Convolution[] } {
  const model = onnx.ModelProto.decode(file);
  const { graph } = model;
  if (!graph?.node || !graph.initializer) throw new Error('The file holds no graph.');
  const dims = new Map(graph.initializer.map(({ name, dims }) => [name ?? '', (dims ?? []).map(Number)]));
  const casts = new Map(
    graph.node
      .filter(({ opType }) => opType === 'Cast')
      .map(({ input, output }) => [output?.[0] ?? '', input?.[0] ?? '']),
  );
  const convolutions = graph.node
    .filter(({ opType }) => opType === 'Conv')
    .map(({ input, output }) => {
      const name = input?.[1] ?? '';
      const shape = dims.get(name) ?? dims.get(casts.get(name) ?? '');
      if (!shape) throw new Error(`The weights of the convolution "${output?.[0] ?? ''}" are no constant.`);
      return {
        output: output?.[0] ?? '',
        weights: shape.reduce((product, each) => product * each, 1),
        outputChannels: shape[0] ?? 1,
      };
    });
  const known = new Set(graph.output?.map(({ name }) => name));
  graph.output?.push(
    ...convolutions
      .filter(({ output }) => !known.has(output))
      .map(({ output }) => onnx.ValueInfoProto.create({ name: output, type: { tensorType: { elemType: 1 } } })),
  );
  return { file: onnx.ModelProto.encode(model).finish().slice(), convolutions };
}

/** @param sizes how many values leave each convolution, by name */
export function multiplyAdds(convolutions: readonly Convolution[], sizes: Readonly<Record<string, number>>): number {
  return convolutions.reduce(
    (sum, { output, weights, outputChannels }) => sum + (weights * (sizes[output] ?? NaN)) / outputChannels,
    0,
  );
}
