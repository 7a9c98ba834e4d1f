/** [outer, middle, inner] -> [outer, inner, middle], the move from channels last to channels first. */
export function moveAxis(values: Float32Array, outer: number, middle: number, inner: number): Float32Array {
  if (values.length !== outer * middle * inner) {
    throw new Error(`${values.length} weights do not make ${outer} × ${middle} × ${inner}`);
  }
  const moved = new Float32Array(values.length);
  for (let o = 0; o < outer; o++) {
    for (let m = 0; m < middle; m++) {
      for (let i = 0; i < inner; i++) {
        moved[(o * inner + i) * middle + m] = values[(o * middle + m) * inner + i] ?? 0;
      }
    }
  }
  return moved;
}
