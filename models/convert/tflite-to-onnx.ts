import { convertTflite, type OutputNames } from './convert.ts';
import { convolveBeforeResize } from './convolve-before-resize.ts';
import { toEightBits } from './eight-bit.ts';
import { foldLayout } from './fold-layout.ts';
import { foldLinear } from './fold-linear.ts';
import type { Graph } from './graph.ts';
import { phaseRows } from './phase-rows.ts';
import { roundWeights } from './rounded.ts';
import { writeOnnx } from './write-onnx.ts';

/**
 * The whole way: a TFLite file in, an ONNX file out, the same bytes for the same input.
 *
 * @throws Error naming the operator and its tensor where one cannot be converted.
 */
export function tfliteToOnnx(file: Uint8Array, name: string, outputs?: OutputNames): Uint8Array {
  return writeOnnx(convertedGraph(file, name, outputs));
}

/** The same with weights of eight bits: another network by the rounding. */
export function tfliteToSmallOnnx(file: Uint8Array, name: string, outputs?: OutputNames): Uint8Array {
  return writeOnnx(toEightBits(convertedGraph(file, name, outputs)));
}

/** The same with weights that pack smaller. */
export function tfliteToRoundedOnnx(file: Uint8Array, name: string, outputs?: OutputNames): Uint8Array {
  return writeOnnx(roundWeights(convertedGraph(file, name, outputs)));
}

/** The same function, arranged so that ONNX Runtime's WASM kernels compute it faster. */
export function tfliteToWasmOnnx(file: Uint8Array, name: string, outputs?: OutputNames): Uint8Array {
  return writeOnnx(phaseRows(convertedGraph(file, name, outputs)));
}

/** A converted network, and what a manifest says of it. */
export interface Converted {
  readonly onnx: Uint8Array;
  /** NCHW. */
  readonly input: readonly number[];
  /** NCHW. */
  readonly output: readonly number[];
}

/**
 * A TFLite file with one input, and the shapes of what goes in and comes out.
 *
 * @param output that is kept, by its name in the file, as `output`; default: the only one
 * @throws Error as `tfliteToOnnx`
 */
export function tfliteToModel(file: Uint8Array, name: string, output?: string): Converted {
  const graph = convertedGraph(file, name, output === undefined ? undefined : { [output]: 'output' });
  return { onnx: writeOnnx(graph), input: graph.input.shape, output: graph.outputs[0]!.shape };
}

function convertedGraph(file: Uint8Array, name: string, outputs?: OutputNames): Graph {
  return convolveBeforeResize(foldLinear(foldLayout(convertTflite(file, name, outputs))));
}
