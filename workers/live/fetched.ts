/**
 * What this worker has fetched so far, in bytes as they come over the wire (compressed), by Resource Timing. What the browser had
 * kept counts as well: it is what a first visit costs. Files of another origin count where that allows it (`Timing-Allow-Origin`).
 */
export function fetchedBytes(): number {
  const sizes = new Map<string, number>();
  for (const entry of performance.getEntriesByType('resource') as PerformanceResourceTiming[]) {
    sizes.set(entry.name, Math.max(sizes.get(entry.name) ?? 0, entry.encodedBodySize));
  }
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}
