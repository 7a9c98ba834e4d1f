import proto from 'onnx-proto';
import { decodeFloat16s } from '../../../src/core/labels/float16.ts';
import type { Constant } from '../graph.ts';

// the package is CommonJS without names that an import could see
const { onnx } = proto;
const { FLOAT, FLOAT16, INT32, INT64, INT8 } = onnx.TensorProto.DataType;

type Model = ReturnType<typeof onnx.ModelProto.decode>;
/** A tensor as the protobuf library gives it. */
export type TensorProto = NonNullable<NonNullable<Model['graph']>['initializer']>[number];

/** A constant of an ONNX file; halves become floats, and int32 int64. @throws Error for another type */
export function readTensor({ name, dims, dataType, rawData, floatData, int64Data, int32Data }: TensorProto): Constant {
  const shape = (dims ?? []).map(Number);
  // what was read may lie anywhere in the file's own memory
  const raw = Uint8Array.from(rawData ?? []);
  const listed = raw.length === 0;
  if (dataType === FLOAT)
    return { shape, values: listed ? Float32Array.from(floatData ?? []) : new Float32Array(raw.buffer) };
  if (dataType === FLOAT16) {
    // listed halves are their bits, one an integer
    const bits = listed ? new Uint8Array(Uint16Array.from(int32Data ?? []).buffer) : raw;
    return { shape, values: decodeFloat16s(bits) };
  }
  if (dataType === INT8) return { shape, values: listed ? Int8Array.from(int32Data ?? []) : new Int8Array(raw.buffer) };
  if (dataType === INT64) return { shape, values: listed ? whole(int64Data) : new BigInt64Array(raw.buffer) };
  if (dataType === INT32) return { shape, values: whole(listed ? int32Data : Array.from(new Int32Array(raw.buffer))) };
  throw new Error(`constant "${name}" is of a type that cannot be read (${dataType})`);
}

function whole(values: readonly { toString(): string }[] | null | undefined): BigInt64Array {
  return BigInt64Array.from((values ?? []).map((each) => BigInt(String(each))));
}
