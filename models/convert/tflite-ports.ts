import { INPUT, OUTPUT, type OutputNames } from './convert.ts';
import { readTflite } from './tflite/model.ts';

/**
 * What a TFLite file calls the ports of the ONNX file that is made of it, by these names.
 * @param outputs that are kept, as in `tfliteToOnnx`
 */
export function tflitePorts(file: Uint8Array, outputs?: OutputNames): Record<string, string> {
  const graph = readTflite(file);
  const kept = outputs ?? Object.fromEntries(graph.outputs.map(({ name }) => [name, OUTPUT]));
  const theirs = Object.entries(kept).map(([name, own]) => [own, name] as const);
  return Object.fromEntries([...graph.inputs.map(({ name }) => [INPUT, name] as const), ...theirs]);
}
