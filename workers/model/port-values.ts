import type { InputSpec } from '../../src/core/manifest/manifest.ts';
import { inputDims, type InputArray } from '../../src/core/manifest/model-input.ts';
import { fromFloat16, roundToFloat16 } from '../../src/core/labels/float16.ts';
import type { Tensor } from '../../src/core/tensor/tensor.ts';
import type { Session } from '../runtimes/port.ts';

type Tensors = Readonly<Record<string, Tensor>>;

/** What goes into a session and comes out, in floats on our side, whatever numbers the model has there. */
export interface PortValues {
  /** The input as it is now. */
  feed(): Tensors;
  /** Outputs of halves become floats; integers stay what they are. */
  read(outputs: Tensors): Tensors;
}

/** Arrays of the integers that frames are not prepared into, and what they hold at most. */
const INTEGERS = {
  int8: [Int8Array, -128, 127],
  int16: [Int16Array, -32_768, 32_767],
  uint16: [Uint16Array, 0, 65_535],
  int32: [Int32Array, -(2 ** 31), 2 ** 31 - 1],
  uint32: [Uint32Array, 0, 2 ** 32 - 1],
} as const;

/**
 * @param input what the frames are written to
 * @param others what goes in besides, as it is
 */
export function createPortValues(
  { inputs }: Pick<Session, 'inputs'>,
  spec: InputSpec,
  input: InputArray,
  others: Tensors = {},
): PortValues {
  const dims = inputDims(spec);
  const type = inputs.find(({ name }) => name === spec.name)?.type ?? spec.type;
  const { tensor, fill } = toTensor(type, input, dims);
  const feeds = { ...others, [spec.name]: tensor };
  return {
    feed() {
      fill?.();
      return feeds;
    },
    read,
  };
}

/** @returns `fill`: copies the input as it is now; none where the tensor lies in the input itself */
function toTensor(type: string, input: InputArray, dims: readonly number[]): { tensor: Tensor; fill?: () => void } {
  if (input instanceof Uint8Array) return { tensor: { type: 'uint8', dims, data: input } };
  if (type === 'float16') {
    const data = new Uint16Array(input.length);
    const fill = (): void => {
      for (let i = 0; i < data.length; i += 1) data[i] = roundToFloat16(input[i]!);
    };
    return { tensor: { type, dims, data }, fill };
  }
  if (type === 'int64' || type === 'uint64') {
    const data = type === 'int64' ? new BigInt64Array(input.length) : new BigUint64Array(input.length);
    const least = type === 'int64' ? -Infinity : 0;
    const fill = (): void => {
      for (let i = 0; i < data.length; i += 1) data[i] = BigInt(Math.round(Math.max(least, input[i]!)));
    };
    return { tensor: { type, dims, data } as Tensor, fill };
  }
  if (type in INTEGERS) {
    const [Integers, least, most] = INTEGERS[type as keyof typeof INTEGERS];
    const data = new Integers(input.length);
    const fill = (): void => {
      for (let i = 0; i < data.length; i += 1) data[i] = Math.min(most, Math.max(least, Math.round(input[i]!)));
    };
    return { tensor: { type, dims, data } as Tensor, fill };
  }
  return { tensor: { type: 'float32', dims, data: input } };
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
  const data = Float32Array.from(tensor.data, (half) => table[half]!);
  return { type: 'float32', dims: tensor.dims, data };
}
