/**
 * Each class's share of the pixels; sums to 1.
 * @param counts how many pixels each class id has
 */
export function shares(counts: Uint32Array, classes: number): Float32Array<ArrayBuffer> {
  let pixels = 0;
  for (const count of counts) pixels += count;
  return Float32Array.from({ length: classes }, (_, id) => counts[id]! / pixels);
}
