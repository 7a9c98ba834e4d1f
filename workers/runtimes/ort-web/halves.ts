import type { InferenceSession, Tensor } from 'onnxruntime-web';
import { fromFloat16, roundToFloat16 } from '../../../src/core/labels/float16.ts';
import type { ModelSpec } from '../../../src/core/manifest/manifest.ts';
import type { InputArray } from '../../stages/preprocess/preprocess.ts';
import type { Ort } from './runtime.ts';

type Feeds = Readonly<Record<string, Tensor>>;

/** What goes into a session and comes out, in floats on our side, whether the model has floats or halves there. */
export interface Ports {
  /** The input as it is now. */
  feed(): Feeds;
  /** Outputs of halves become floats. */
  read(outputs: Feeds): Feeds;
}

/** Whether a port of that name holds halves. */
function isHalf(metadata: readonly InferenceSession.ValueMetadata[], name: string): boolean {
  const port = metadata.find((each) => each.name === name);
  return port?.isTensor === true && port.type === 'float16';
}

/** @param input what the frames are written to */
export function ports(
  ort: Ort,
  session: InferenceSession,
  { input: { name, type } }: ModelSpec,
  input: InputArray,
  dims: readonly number[],
): Ports {
  if (type === 'uint8' || !isHalf(session.inputMetadata, name)) {
    const feeds = { [name]: new ort.Tensor(type === 'uint8' ? type : 'float32', input, dims) };
    return { feed: () => feeds, read };
  }
  // ONNX Runtime takes the bits in either of two arrays, and by now prefers the one that not every browser has
  const Halves = (globalThis as { Float16Array?: new (length: number) => ArrayBufferView<ArrayBuffer> }).Float16Array;
  const array = Halves ? new Halves(input.length) : new Uint16Array(input.length);
  const bits = new Uint16Array(array.buffer);
  const feeds = { [name]: new ort.Tensor('float16', array as Uint16Array, dims) };
  return {
    feed() {
      for (let i = 0; i < bits.length; i += 1) bits[i] = roundToFloat16(input[i]!);
      return feeds;
    },
    read,
  };

  function read(outputs: Feeds): Feeds {
    return Object.fromEntries(Object.entries(outputs).map(([key, tensor]) => [key, inFloats(ort, tensor)]));
  }
}

/** Of each of the 65,536 halves the float that it is; made when it is first needed. */
let floats: Float32Array | null = null;

function inFloats(ort: Ort, tensor: Tensor): Tensor {
  if (tensor.type !== 'float16') return tensor;
  floats ??= Float32Array.from({ length: 65_536 }, (_, half) => fromFloat16(half));
  const table = floats;
  const { buffer, byteOffset, byteLength } = tensor.data as unknown as Uint16Array<ArrayBuffer>;
  const bits = new Uint16Array(buffer, byteOffset, byteLength / 2);
  return new ort.Tensor(
    'float32',
    Float32Array.from(bits, (half) => table[half]!),
    tensor.dims,
  );
}
