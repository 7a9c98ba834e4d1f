/**
 * Each class's share of the pixels; sums to 1.
 * @param labels class ids, each below `classes`
 */
export function shares(labels: Uint8Array, classes: number): Float32Array<ArrayBuffer> {
  // two pixels at a time: neighbouring pixels mostly agree, and counting one class twice in a row stalls
  const counts = new Uint32Array(256);
  const others = new Uint32Array(256);
  const even = labels.length & ~1;
  for (let i = 0; i < even; i += 2) {
    counts[labels[i]!]! += 1;
    others[labels[i + 1]!]! += 1;
  }
  if (even < labels.length) counts[labels[even]!]! += 1;
  return Float32Array.from({ length: classes }, (_, id) => (counts[id]! + others[id]!) / labels.length);
}
