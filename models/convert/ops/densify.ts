import type { Sparsity } from '../tflite/sparsity.ts';
import { operand, result, type Converter } from './context.ts';

/** Weights with their zeros left out, made whole: known before the network runs, so no node is left of it. */
export const densify: Converter = (operator, context) => {
  const sparse = operand(operator, 0);
  if (!sparse.sparsity) throw new Error(`tensor "${sparse.name}" is not sparse`);
  context.fold(result(operator), dense(context.floats(sparse), sparse.shape, sparse.sparsity));
};

/**
 * @param values those that are there, in the order of the walk
 * @throws Error where they do not fit the shape
 */
export function dense(values: Float32Array, shape: readonly number[], { levels, order }: Sparsity): Float32Array {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  const whole = new Float32Array(shape.reduce((product, size) => product * size, 1));
  let next = 0;
  walk(0, 0, 0);
  if (next !== values.length) throw new Error(`${values.length} values do not fit a layout of ${next}`);
  return whole;

  /** @param position of the place among those of the level above; @param offset of it in the whole */
  function walk(level: number, position: number, offset: number): void {
    const here = levels[level];
    if (!here) {
      whole[offset] = values[position] ?? 0;
      next += 1;
      return;
    }
    const stride = strides[order[level] ?? level] ?? 1;
    if ('size' in here) {
      for (let i = 0; i < here.size; i += 1) walk(level + 1, position * here.size + i, offset + i * stride);
      return;
    }
    const [from = 0, to = 0] = here.segments.slice(position, position + 2);
    for (let i = from; i < to; i += 1) walk(level + 1, i, offset + (here.indices[i] ?? 0) * stride);
  }
}
