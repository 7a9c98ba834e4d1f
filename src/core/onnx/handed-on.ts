import { fields, textOf } from './protobuf.ts';

/** Operators that give what they are given, at most in another shape: a runtime copies it, or does nothing. */
const HANDING_ON = new Set(['Identity', 'Dropout', 'Reshape', 'Flatten', 'Squeeze', 'Unsqueeze']);

/**
 * The outputs of a model that no operator computes: another value, under another name.
 * @param file an ONNX model
 * @throws Broken where it is not whole
 */
export function handedOn(file: Uint8Array): ReadonlySet<string> {
  const found = new Set<string>();
  // ModelProto: graph 7; GraphProto: node 1, output 12
  for (const { number, bytes: graph } of fields(file)) {
    if (number !== 7) continue;
    const parts = [...fields(graph)];
    const outputs = new Set(parts.filter((each) => each.number === 12).map(({ bytes }) => textOf(fields(bytes), 1)));
    for (const { bytes } of parts.filter((each) => each.number === 1)) {
      // NodeProto: output 2, op_type 4
      const node = [...fields(bytes)];
      const output = textOf(node, 2);
      if (outputs.has(output) && HANDING_ON.has(textOf(node, 4))) found.add(output);
    }
  }
  return found;
}
