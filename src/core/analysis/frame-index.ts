/** Two times this close are one: half of the finest step that containers in use store. */
const SAME = 5e-6;

/** The index of the frame shown at a time: the last one that begins at or before it; the first one for earlier times. */
export function frameAt(timestamps: Float64Array, seconds: number): number {
  let low = 0;
  let high = timestamps.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (timestamps[middle]! <= seconds + SAME) low = middle;
    else high = middle - 1;
  }
  return Math.max(low, 0);
}

/** The index of the frame that begins at this time, give or take a rounding; -1 where none does. */
export function frameOf(timestamps: Float64Array, seconds: number, tolerance = 1e-4): number {
  const below = frameAt(timestamps, seconds);
  const above = below + 1;
  const distance = (index: number): number => Math.abs((timestamps[index] ?? Infinity) - seconds);
  const nearest = distance(above) < distance(below) ? above : below;
  return distance(nearest) <= tolerance ? nearest : -1;
}
