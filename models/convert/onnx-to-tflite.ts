import type { GraphNode } from './graph.ts';
import { foldConstants } from './onnx/fold-constants.ts';
import { foldNorms } from './onnx/fold-norms.ts';
import { foldScales } from './onnx/fold-scales.ts';
import { joinHardSwish } from './onnx/hard-swish.ts';
import { readOnnx, type InputShapes } from './onnx/read-onnx.ts';
import { Context } from './to-tflite/context.ts';
import { orderOfPorts, stored } from './to-tflite/order.ts';
import { EMITTERS } from './to-tflite/registry.ts';
import { writeTflite } from './tflite/write.ts';

interface Options {
  /** Of the graph inside. */
  readonly name?: string;
  /** NCHW, by the input's name; default: the file's own. */
  readonly shapes?: InputShapes;
}

/**
 * The other way: an ONNX file in, a TFLite file out, the same bytes for the same input. What goes in and comes out keeps its
 * name; maps lie with their channels last.
 *
 * @throws Error naming the operator and its value where one cannot be written
 */
export function onnxToTflite(file: Uint8Array, { name = 'main', shapes = {} }: Options = {}): Uint8Array {
  const graph = joinHardSwish(foldScales(foldNorms(foldConstants(readOnnx(file, shapes)))));
  const context = new Context(graph);
  const inputs = graph.inputs.map((port) => context.value(port.name).tensor);
  for (const node of graph.nodes) emit(node, context);
  const outputs = graph.outputs.reduce<number[]>(
    (all, each) => [...all, outputOf(each, context, [...inputs, ...all])],
    [],
  );
  return writeTflite(context.draft, { inputs, outputs }, name);
}

function emit(node: GraphNode, context: Context): void {
  const emitter = EMITTERS.get(node.op);
  if (!emitter) throw new NoEmitter(node.op, node.output);
  try {
    emitter(node, context);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`ONNX operator ${node.op}, which computes "${node.output}": ${why}`, { cause });
  }
}

/** @param taken tensors that have a name already @returns the tensor of what comes out, under its own name */
function outputOf(name: string, context: Context, taken: readonly number[]): number {
  const { shape } = context.value(name);
  const order = orderOfPorts(shape.length);
  const own = context.tensor(name, order);
  const tensor = taken.includes(own) ? context.copied(own, stored(shape, order)) : own;
  context.draft.rename(tensor, name);
  return tensor;
}

/** An operator that nobody has needed yet. */
export class NoEmitter extends Error {
  override readonly name = 'NoEmitter';

  constructor(
    readonly operator: string,
    value: string,
  ) {
    super(
      `ONNX operator ${operator}, which computes "${value}", cannot be written; add it to models/convert/to-tflite/registry.ts`,
    );
  }
}
