import { convertTflite } from './convert.ts';
import { convolveBeforeResize } from './convolve-before-resize.ts';
import { writeOnnx } from './write-onnx.ts';

/**
 * The whole way: a TFLite file in, an ONNX file out, the same bytes for the same input.
 *
 * @throws Error naming the operator and its tensor where one cannot be converted.
 */
export function tfliteToOnnx(file: Uint8Array, name: string): Uint8Array {
  return writeOnnx(convolveBeforeResize(convertTflite(file, name)));
}
