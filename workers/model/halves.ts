import { fromFloat16, roundToFloat16 } from '../../src/core/labels/float16.ts';
import type { InputSpec } from '../../src/core/manifest/manifest.ts';
import { inputDims, type InputArray } from '../../src/core/manifest/model-input.ts';
import type { Tensor } from '../../src/core/tensor/tensor.ts';
import type { Session } from '../runtimes/port.ts';

type Tensors = Readonly<Record<string, Tensor>>;

/** What goes into a session and comes out, in floats on our side, whether the model has floats or halves there. */
export interface Halves {
  /** The input as it is now. */
  feed(): Tensors;
  /** Outputs of halves become floats. */
  read(outputs: Tensors): Tensors;
}

/** @param input what the frames are written to */
export function createHalves({ inputs }: Pick<Session, 'inputs'>, spec: InputSpec, input: InputArray): Halves {
  const dims = inputDims(spec);
  if (input instanceof Uint8Array || !inputs.some(({ name, type }) => name === spec.name && type === 'float16')) {
    const tensor: Tensor =
      input instanceof Uint8Array ? { type: 'uint8', dims, data: input } : { type: 'float32', dims, data: input };
    const feeds = { [spec.name]: tensor };
    return { feed: () => feeds, read };
  }
  const bits = new Uint16Array(input.length);
  const feeds = { [spec.name]: { type: 'float16', dims, data: bits } } as const;
  return {
    feed() {
      for (let i = 0; i < bits.length; i += 1) bits[i] = roundToFloat16(input[i]!);
      return feeds;
    },
    read,
  };
}

function read(outputs: Tensors): Tensors {
  if (!Object.values(outputs).some(({ type }) => type === 'float16')) return outputs;
  return Object.fromEntries(Object.entries(outputs).map(([key, tensor]) => [key, inFloats(tensor)]));
}

/** Of each of the 65,536 halves the float that it is; made when it is first needed. */
let floats: Float32Array | null = null;

function inFloats(tensor: Tensor): Tensor {
  if (tensor.type !== 'float16') return tensor;
  floats ??= Float32Array.from({ length: 65_536 }, (_, half) => fromFloat16(half));
  const table = floats;
  return { type: 'float32', dims: tensor.dims, data: Float32Array.from(tensor.data, (half) => table[half]!) };
}
