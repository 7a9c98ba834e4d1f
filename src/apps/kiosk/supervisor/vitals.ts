import type { LatencyReport } from '../../../core/metrics/metrics.ts';
import type { HealthEntry } from './health.ts';

interface Measured {
  readonly bytes: number;
}

/** Chromium, isolated pages only: the page and its workers. */
interface MemoryApi {
  measureUserAgentSpecificMemory?(): Promise<Measured>;
  /** Chromium: of the page alone. */
  readonly memory?: { readonly usedJSHeapSize: number };
}

/** Bytes of the page and, where the browser tells, of its workers; null: it tells nothing. May take half a minute. */
export async function measureMemory(): Promise<number | null> {
  const api = performance as Performance & MemoryApi;
  try {
    if (api.measureUserAgentSpecificMemory) return (await api.measureUserAgentSpecificMemory()).bytes;
  } catch {
    // not isolated: the page alone then
  }
  return api.memory?.usedJSHeapSize ?? null;
}

export function sampleOf(stats: LatencyReport, frames: number, heap: number | null): HealthEntry {
  return { time: Date.now(), kind: 'sample', frames, fps: stats.fps, frameTime: stats.total.p50, heap };
}
