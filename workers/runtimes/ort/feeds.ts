import type { Tensor as OrtTensor } from 'onnxruntime-web';
import type { ElementArrays, ElementType, Tensor } from '../../../src/core/tensor/tensor.ts';

type Inputs<Value> = Readonly<Record<string, Value>>;
type Feeds = Readonly<Record<string, OrtTensor>>;

/** Inputs as ONNX Runtime takes them, made once of each object that holds them. */
export function createFeeds<Value>(toOrt: (value: Value) => OrtTensor): (inputs: Inputs<Value>) => Feeds {
  const known = new WeakMap<Inputs<Value>, Feeds>();
  return (inputs) => {
    let feeds = known.get(inputs);
    if (!feeds) {
      feeds = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, toOrt(value)]));
      known.set(inputs, feeds);
    }
    return feeds;
  };
}

const TYPES: ReadonlySet<string> = new Set<ElementType>([
  ...(['float32', 'float64', 'float16', 'int8', 'uint8', 'int16', 'uint16'] as const),
  ...(['int32', 'uint32', 'int64', 'uint64', 'bool'] as const),
]);

export function isElementType(type: string): type is ElementType {
  return TYPES.has(type);
}

/** The outputs that hold numbers, where ONNX Runtime put them. */
export function fromOrt(outputs: Feeds): Record<string, Tensor> {
  const tensors: Record<string, Tensor> = {};
  for (const [name, { type, dims, data }] of Object.entries(outputs)) {
    if (isElementType(type)) tensors[name] = { type, dims, data: type === 'float16' ? bitsOf(data) : data } as Tensor;
  }
  return tensors;
}

/** Halves come in an array of their own where the browser has one. */
function bitsOf(data: unknown): ElementArrays['float16'] {
  const { buffer, byteOffset, length } = data as Uint16Array;
  return new Uint16Array(buffer, byteOffset, length);
}
