import { Builder } from 'flatbuffers';
import type { Draft, DraftOperator, DraftOptions, DraftTensor, OptionField } from './draft.ts';
import {
  activationCode,
  BUFFER,
  FILE_IDENTIFIER,
  MODEL,
  OPERATOR,
  OPERATOR_CODE,
  operatorCode,
  SUBGRAPH,
  TENSOR,
  tensorTypeCode,
} from './schema.ts';

/** Bytes that values are aligned to, as the schema has it. */
const ALIGNMENT = 16;
const SCHEMA_VERSION = 3;
/** Codes above did not fit the first field, which readers of old times know alone. */
const LARGEST_OLD_CODE = 127;

export interface Ports {
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

/** Serialises a graph as a TFLite file: the same graph gives the same bytes. */
export function writeTflite({ tensors, operators }: Draft, { inputs, outputs }: Ports, name: string): Uint8Array {
  const builder = new Builder(1 << 16);
  // buffer 0 is the empty one, of everything that a run computes
  const constants = tensors.filter(({ bytes }) => bytes.length > 0);
  const buffers = [new Uint8Array(0), ...constants.map(({ bytes }) => bytes)].map((bytes) =>
    writeBuffer(builder, bytes),
  );
  const bufferOf = new Map(constants.map((tensor, i) => [tensor, i + 1]));
  const codes = [...new Map(operators.map((each) => [codeKey(each), each])).values()];
  const indexOf = new Map(codes.map((each, i) => [codeKey(each), i]));
  const subgraph = table(builder, 5, [
    [
      SUBGRAPH.tensors,
      offsets(
        builder,
        tensors.map((each) => writeTensor(builder, each, bufferOf.get(each) ?? 0)),
      ),
    ],
    [SUBGRAPH.inputs, int32s(builder, inputs)],
    [SUBGRAPH.outputs, int32s(builder, outputs)],
    [
      SUBGRAPH.operators,
      offsets(
        builder,
        operators.map((each) => writeOperator(builder, each, indexOf.get(codeKey(each)) ?? 0)),
      ),
    ],
    [SUBGRAPH.name, builder.createString(name)],
  ]);
  const operatorCodes = offsets(
    builder,
    codes.map((each) => writeCode(builder, each)),
  );
  const subgraphs = offsets(builder, [subgraph]);
  const description = builder.createString('perpixel');
  const written = offsets(builder, buffers);
  builder.startObject(5);
  builder.addFieldInt32(MODEL.version, SCHEMA_VERSION, 0);
  builder.addFieldOffset(MODEL.operatorCodes, operatorCodes, 0);
  builder.addFieldOffset(MODEL.subgraphs, subgraphs, 0);
  builder.addFieldOffset(MODEL.description, description, 0);
  builder.addFieldOffset(MODEL.buffers, written, 0);
  builder.finish(builder.endObject(), FILE_IDENTIFIER);
  return builder.asUint8Array().slice();
}

function codeKey({ type, version }: DraftOperator): string {
  return `${type} ${version}`;
}

function writeCode(builder: Builder, { type, version }: DraftOperator): number {
  const code = operatorCode(type);
  builder.startObject(4);
  builder.addFieldInt8(OPERATOR_CODE.deprecatedBuiltinCode, Math.min(code, LARGEST_OLD_CODE), 0);
  builder.addFieldInt32(OPERATOR_CODE.version, version, 1);
  builder.addFieldInt32(OPERATOR_CODE.builtinCode, code, 0);
  return builder.endObject();
}

function writeTensor(builder: Builder, { name, shape, type }: DraftTensor, buffer: number): number {
  const sizes = int32s(builder, shape);
  const called = builder.createString(name);
  builder.startObject(9);
  builder.addFieldOffset(TENSOR.shape, sizes, 0);
  builder.addFieldInt8(TENSOR.type, tensorTypeCode(type), 0);
  builder.addFieldInt32(TENSOR.buffer, buffer, 0);
  builder.addFieldOffset(TENSOR.name, called, 0);
  if (shape.length === 0) builder.addFieldInt8(TENSOR.hasRank, 1, 0);
  return builder.endObject();
}

function writeOperator(builder: Builder, operator: DraftOperator, code: number): number {
  const { inputs, output, options } = operator;
  const [read, written] = [int32s(builder, inputs), int32s(builder, [output])];
  const written_options = options ? writeOptions(builder, options, operator) : 0;
  builder.startObject(9);
  builder.addFieldInt32(OPERATOR.opcodeIndex, code, 0);
  builder.addFieldOffset(OPERATOR.inputs, read, 0);
  builder.addFieldOffset(OPERATOR.outputs, written, 0);
  if (options) {
    builder.addFieldInt8(OPERATOR.builtinOptionsType, options.union, 0);
    builder.addFieldOffset(OPERATOR.builtinOptions, written_options, 0);
  }
  return builder.endObject();
}

function writeOptions(builder: Builder, { fields, activation }: DraftOptions, operator: DraftOperator): number {
  const fused: OptionField[] =
    activation === undefined ? [] : [[activation, 'int8', activationCode(operator.activation)]];
  const all = [...fields, ...fused];
  builder.startObject(Math.max(0, ...all.map(([field]) => field + 1)));
  for (const [field, kind, value] of all) {
    // none is left out: not every default is zero
    if (kind === 'int32') builder.addFieldInt32(field, value, null);
    else if (kind === 'float32') builder.addFieldFloat32(field, value, null);
    else builder.addFieldInt8(field, value, null);
  }
  return builder.endObject();
}

function writeBuffer(builder: Builder, bytes: Uint8Array): number {
  if (bytes.length === 0) return table(builder, 1, []);
  builder.startVector(1, bytes.length, ALIGNMENT);
  for (let i = bytes.length - 1; i >= 0; i -= 1) builder.addInt8(bytes[i] ?? 0);
  return table(builder, 1, [[BUFFER.data, builder.endVector()]]);
}

function table(
  builder: Builder,
  fields: number,
  values: readonly (readonly [field: number, offset: number])[],
): number {
  builder.startObject(fields);
  for (const [field, offset] of values) builder.addFieldOffset(field, offset, 0);
  return builder.endObject();
}

function int32s(builder: Builder, values: readonly number[]): number {
  builder.startVector(4, values.length, 4);
  for (const value of values.toReversed()) builder.addInt32(value);
  return builder.endVector();
}

function offsets(builder: Builder, values: readonly number[]): number {
  builder.startVector(4, values.length, 4);
  for (const value of values.toReversed()) builder.addOffset(value);
  return builder.endVector();
}
