import { can } from './capabilities.ts';

/** A build of LiteRT: for browsers without relaxed SIMD, with it, and with threads as well. */
export type LiteRtVariant = 'compat' | 'relaxed' | 'threads';

/** The fastest that this browser takes. @param threads more than one are had with relaxed SIMD alone */
export function liteRtVariantFor(threads: number): LiteRtVariant {
  if (!can('relaxedSimd')) return 'compat';
  return threads > 1 && can('threads') ? 'threads' : 'relaxed';
}
