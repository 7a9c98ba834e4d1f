import type { Graph } from './graph.ts';
import { Context, nchw } from './ops/context.ts';
import { CONVERTERS } from './ops/registry.ts';
import { readTflite, type TfliteGraph, type TfliteOperator, type TfliteTensor } from './tflite/model.ts';

/**
 * Converts a TFLite file with one input and one output into a graph whose ports are `input` and `output`, float32 NCHW.
 *
 * @throws Error naming the operator and its tensor where one cannot be converted.
 */
export function convertTflite(file: Uint8Array, name: string): Graph {
  return convertGraph(readTflite(file), name);
}

export function convertGraph(source: TfliteGraph, name: string): Graph {
  const input = only(source.inputs, 'input');
  const output = only(source.outputs, 'output');
  const context = new Context();
  context.rename(input, 'input');
  context.rename(output, 'output');
  for (const operator of source.operators) convertOperator(operator, context);
  const { nodes, constants } = context;
  return {
    name,
    input: { name: 'input', shape: nchw(input.shape) },
    output: { name: 'output', shape: nchw(output.shape) },
    nodes,
    constants,
  };
}

function convertOperator(operator: TfliteOperator, context: Context): void {
  const tensor = operator.outputs[0]?.name ?? 'nothing';
  const convert = CONVERTERS.get(operator.type);
  if (!convert) {
    throw new Error(
      `TFLite operator ${operator.type}, which computes "${tensor}", has no converter; add one to models/convert/ops/registry.ts`,
    );
  }
  try {
    convert(operator, context);
  } catch (cause) {
    throw new Error(`TFLite operator ${operator.type}, which computes "${tensor}": ${String(cause)}`, { cause });
  }
}

function only(tensors: readonly TfliteTensor[], role: string): TfliteTensor {
  const [tensor, ...more] = tensors;
  if (!tensor || more.length > 0) throw new Error(`expected one ${role}, found ${more.length + (tensor ? 1 : 0)}`);
  return tensor;
}
