import { convertTflite } from './convert.ts';
import { convolveBeforeResize } from './convolve-before-resize.ts';
import type { Graph } from './graph.ts';
import { phaseRows } from './phase-rows.ts';
import { writeOnnx } from './write-onnx.ts';

/**
 * The whole way: a TFLite file in, an ONNX file out, the same bytes for the same input.
 *
 * @throws Error naming the operator and its tensor where one cannot be converted.
 */
export function tfliteToOnnx(file: Uint8Array, name: string): Uint8Array {
  return writeOnnx(convertedGraph(file, name));
}

/** The same function, arranged so that ONNX Runtime's WASM kernels compute it faster. */
export function tfliteToWasmOnnx(file: Uint8Array, name: string): Uint8Array {
  return writeOnnx(phaseRows(convertedGraph(file, name)));
}

function convertedGraph(file: Uint8Array, name: string): Graph {
  return convolveBeforeResize(convertTflite(file, name));
}
