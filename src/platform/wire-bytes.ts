/** Header of what a service worker of ours keeps: the bytes that it was on its way, compressed. */
export const WIRE_HEADER = 'X-Perpixel-Wire';

/**
 * What these files are over the wire on a first visit (compressed), in bytes, each counted once, by Resource Timing. What the browser
 * had kept counts as well. Files of another origin count where that allows it (`Timing-Allow-Origin`).
 */
export async function wireBytes(entries: readonly PerformanceEntry[]): Promise<number> {
  const sizes = new Map<string, number>();
  for (const entry of entries as PerformanceResourceTiming[]) {
    const size = (entry.workerStart > 0 ? await keptBytes(entry.name) : null) ?? entry.encodedBodySize;
    sizes.set(entry.name, Math.max(sizes.get(entry.name) ?? 0, size));
  }
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}

/** Of what a service worker hands out, timing knows the unpacked size alone; what it keeps says how long it was on its way. */
async function keptBytes(address: string): Promise<number | null> {
  // pages without HTTPS have none
  if (!('caches' in globalThis)) return null;
  const kept = await caches.match(address, { ignoreSearch: true, ignoreVary: true }).catch(() => undefined);
  const length = kept?.headers.get(WIRE_HEADER);
  return length ? Number(length) : null;
}
