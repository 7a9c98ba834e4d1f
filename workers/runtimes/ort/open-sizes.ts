import { onnxOutline, type OnnxDims } from '../../../src/core/onnx/onnx-outline.ts';

/**
 * The sizes that an ONNX file leaves open, by the names that it has for them, bound to the shapes that its inputs will have.
 * What has no name stays open, and so does a name that would stand for two sizes. Where a size that the file does say is
 * another one, nothing is bound: whoever compares the ports sees them as they are.
 * @param inputs shapes by name
 */
export function openSizes(
  file: Uint8Array,
  inputs: Readonly<Record<string, readonly number[]>>,
): Readonly<Record<string, number>> {
  const ports = onnxOutline(file)?.inputs ?? new Map<string, OnnxDims>();
  const bound = new Map<string, number | null>();
  for (const [name, sizes] of Object.entries(inputs)) {
    const dims = ports.get(name);
    if (!dims || !fits(dims, sizes)) continue;
    dims.forEach((dim, axis) => {
      const size = sizes[axis]!;
      if (typeof dim === 'string') bound.set(dim, (bound.get(dim) ?? size) === size ? size : null);
    });
  }
  return Object.fromEntries([...bound].flatMap(([dim, size]) => (size === null ? [] : [[dim, size]])));
}

function fits(dims: OnnxDims, sizes: readonly number[]): boolean {
  return dims.length === sizes.length && dims.every((dim, axis) => typeof dim !== 'number' || dim === sizes[axis]);
}
