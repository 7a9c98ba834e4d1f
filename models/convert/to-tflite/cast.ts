import proto from 'onnx-proto';
import { CAST, OPTIONS, tensorTypeCode, type TensorType } from '../tflite/schema.ts';
import { whole, type Emitter } from './context.ts';

// the package is CommonJS without names that an import could see
const { FLOAT, FLOAT16, INT32, INT64 } = proto.onnx.TensorProto.DataType;

/** Halves are calculated as floats, and whole numbers have four bytes. */
const TYPES: ReadonlyMap<number, TensorType> = new Map([
  [FLOAT, 'float32'],
  [FLOAT16, 'float32'],
  [INT32, 'int32'],
  [INT64, 'int32'],
]);

/** Cast between floats and whole numbers. */
export const cast: Emitter = (node, context) => {
  const code = whole(node, 'to', 0);
  const to = TYPES.get(code);
  if (!to) throw new Error(`values of type ${code} are not supported`);
  const value = context.value(node.inputs[0] ?? '');
  const { draft } = context;
  const from = draft.type(value.tensor);
  if (from === to) return context.define(node, value);
  const output = draft.computed(draft.shape(value.tensor), to);
  const fields = [
    [CAST.from, 'int8', tensorTypeCode(from)],
    [CAST.to, 'int8', tensorTypeCode(to)],
  ] as const;
  const tensor = draft.add({ type: 'CAST', inputs: [value.tensor], options: { union: OPTIONS.cast, fields }, output });
  context.define(node, { ...value, tensor });
};
