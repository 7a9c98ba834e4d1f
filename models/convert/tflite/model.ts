import {
  BUFFER,
  CUSTOM_OPERATOR,
  FILE_IDENTIFIER,
  MODEL,
  OPERATOR,
  OPERATOR_CODE,
  SUBGRAPH,
  TENSOR,
} from './schema.ts';
import { builtinOperator, tensorType, type TensorType } from './schema.ts';
import { readSparsity, type Sparsity } from './sparsity.ts';
import { FlatTable } from './table.ts';

/** A tensor of a TFLite graph; four-dimensional ones are NHWC. */
export interface TfliteTensor {
  readonly index: number;
  readonly name: string;
  readonly shape: readonly number[];
  readonly type: TensorType;
  /** The constant's little-endian values; empty where a run computes the tensor. */
  readonly bytes: Uint8Array;
  /** Where the values lie of a constant that leaves zeros out; absent: it leaves none out. */
  readonly sparsity?: Sparsity | undefined;
}

export interface TfliteOperator {
  /** `CONV_2D`, …, or a custom operator's own name. */
  readonly type: string;
  readonly inputs: readonly TfliteTensor[];
  readonly outputs: readonly TfliteTensor[];
  readonly options: FlatTable | undefined;
  readonly customOptions: Uint8Array;
}

export interface TfliteGraph {
  readonly inputs: readonly TfliteTensor[];
  readonly outputs: readonly TfliteTensor[];
  /** In the order of execution. */
  readonly operators: readonly TfliteOperator[];
}

/**
 * Reads a TFLite file with one subgraph.
 *
 * @throws Error if the bytes are not TFLite, or hold more than one subgraph.
 */
export function readTflite(file: Uint8Array): TfliteGraph {
  const identifier = String.fromCharCode(...file.subarray(4, 8));
  if (identifier !== FILE_IDENTIFIER)
    throw new Error(`not a TFLite file: "${identifier}" instead of "${FILE_IDENTIFIER}"`);
  const model = FlatTable.root(file);
  const [graph, ...more] = model.tables(MODEL.subgraphs);
  if (!graph || more.length > 0) throw new Error(`expected one subgraph, found ${more.length + (graph ? 1 : 0)}`);
  const tensors = readTensors(graph, model.tables(MODEL.buffers));
  const types = model.tables(MODEL.operatorCodes).map(operatorType);
  return {
    inputs: pick(tensors, graph.int32s(SUBGRAPH.inputs)),
    outputs: pick(tensors, graph.int32s(SUBGRAPH.outputs)),
    operators: graph.tables(SUBGRAPH.operators).map((table) => ({
      type: types[table.int32(OPERATOR.opcodeIndex)] ?? 'missing operator code',
      inputs: pick(tensors, table.int32s(OPERATOR.inputs)),
      outputs: pick(tensors, table.int32s(OPERATOR.outputs)),
      options: table.table(OPERATOR.builtinOptions),
      customOptions: table.bytes(OPERATOR.customOptions),
    })),
  };
}

function readTensors(graph: FlatTable, buffers: readonly FlatTable[]): TfliteTensor[] {
  return graph.tables(SUBGRAPH.tensors).map((table, index) => ({
    index,
    name: table.text(TENSOR.name),
    shape: table.int32s(TENSOR.shape),
    type: tensorType(table.int8(TENSOR.type)),
    bytes: buffers[table.int32(TENSOR.buffer)]?.bytes(BUFFER.data) ?? new Uint8Array(0),
    sparsity: readSparsity(table.table(TENSOR.sparsity)),
  }));
}

function operatorType(code: FlatTable): string {
  // Codes above 127 did not fit the first field; writers since then set both.
  const builtin = Math.max(code.int8(OPERATOR_CODE.deprecatedBuiltinCode), code.int32(OPERATOR_CODE.builtinCode));
  return builtin === CUSTOM_OPERATOR ? code.text(OPERATOR_CODE.customCode) : builtinOperator(builtin);
}

function pick(tensors: readonly TfliteTensor[], indices: readonly number[]): TfliteTensor[] {
  // -1 stands for an optional input that is left out.
  return indices
    .filter((index) => index >= 0)
    .map((index) => {
      const tensor = tensors[index];
      if (!tensor) throw new Error(`tensor ${index} does not exist`);
      return tensor;
    });
}
