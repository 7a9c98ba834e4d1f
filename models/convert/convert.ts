import type { Graph } from './graph.ts';
import { Context, nchw } from './ops/context.ts';
import { CONVERTERS } from './ops/registry.ts';
import { readTflite, type TfliteGraph, type TfliteOperator, type TfliteTensor } from './tflite/model.ts';

/** What the outputs that are kept are called, by their names in the file. */
export type OutputNames = Readonly<Record<string, string>>;

/**
 * Converts a TFLite file with one input into a graph whose input is `input`, float32 NCHW.
 *
 * @param outputs those that are kept; default: the only one there is, as `output`
 * @throws Error naming the operator and its tensor where one cannot be converted.
 */
export function convertTflite(file: Uint8Array, name: string, outputs?: OutputNames): Graph {
  return convertGraph(readTflite(file), name, outputs);
}

export function convertGraph(source: TfliteGraph, name: string, names?: OutputNames): Graph {
  const input = only(source.inputs, 'input');
  const kept = names ? named(source.outputs, names) : [[only(source.outputs, 'output'), 'output'] as const];
  const context = new Context();
  context.rename(input, 'input');
  for (const [tensor, called] of kept) context.rename(tensor, called);
  for (const operator of needed(source, kept)) convertOperator(operator, context);
  const { nodes, constants } = context;
  const values = [input, ...source.operators.flatMap(({ outputs }) => outputs)];
  return {
    shapes: new Map(values.map((tensor) => [context.name(tensor), nchw(tensor.shape)])),
    name,
    input: { name: 'input', shape: nchw(input.shape) },
    outputs: kept.map(([tensor, called]) => ({ name: called, shape: nchw(tensor.shape) })),
    nodes,
    constants,
  };
}

type Kept = readonly (readonly [TfliteTensor, string])[];

function named(tensors: readonly TfliteTensor[], names: OutputNames): Kept {
  return Object.entries(names).map(([own, called]) => {
    const tensor = tensors.find(({ name }) => name === own);
    if (!tensor) throw new Error(`there is no output "${own}", only ${tensors.map(({ name }) => name).join(', ')}`);
    return [tensor, called] as const;
  });
}

/** The operators that these outputs are computed by. */
function needed({ operators }: TfliteGraph, kept: Kept): TfliteOperator[] {
  const wanted = new Set(kept.map(([{ index }]) => index));
  const backwards = operators.toReversed().filter(({ inputs, outputs }) => {
    const isNeeded = outputs.some(({ index }) => wanted.has(index));
    if (isNeeded) inputs.forEach(({ index }) => wanted.add(index));
    return isNeeded;
  });
  return backwards.toReversed();
}

function convertOperator(operator: TfliteOperator, context: Context): void {
  const tensor = operator.outputs[0]?.name ?? 'nothing';
  const convert = CONVERTERS.get(operator.type);
  if (!convert) throw new NoConverter(operator.type, tensor);
  try {
    convert(operator, context);
  } catch (cause) {
    throw new Error(`TFLite operator ${operator.type}, which computes "${tensor}": ${String(cause)}`, { cause });
  }
}

/** An operator that nobody has needed yet. */
export class NoConverter extends Error {
  override readonly name = 'NoConverter';

  constructor(
    readonly operator: string,
    tensor: string,
  ) {
    super(
      `TFLite operator ${operator}, which computes "${tensor}", has no converter; add one to models/convert/ops/registry.ts`,
    );
  }
}

function only(tensors: readonly TfliteTensor[], role: string): TfliteTensor {
  const [tensor, ...more] = tensors;
  if (tensor && more.length === 0) return tensor;
  throw new Error(`expected one ${role}, found ${tensors.length}: ${tensors.map(({ name }) => name).join(', ')}`);
}
