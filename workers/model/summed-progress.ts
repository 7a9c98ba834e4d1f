import type { Progress } from '../../src/core/options/progress.ts';

type Hears = (progress: Progress) => void;

/**
 * Several downloads told as one: their bytes in sum. The total is unknown (0) while that of one of them is.
 * @param totals bytes of each, as far as they are known; 0 where they are not
 * @returns who hears of each
 */
export function summedProgress(totals: readonly number[], report: Hears): Hears[] {
  const parts = totals.map((total) => ({ loaded: 0, total }));
  return parts.map((part) => ({ phase, loaded, total }) => {
    Object.assign(part, { loaded, total });
    const isKnown = parts.every((each) => each.total > 0);
    report({ phase, loaded: sum(parts, 'loaded'), total: isKnown ? sum(parts, 'total') : 0 });
  });
}

function sum<Name extends string>(parts: readonly Readonly<Record<Name, number>>[], name: Name): number {
  return parts.reduce((all, part) => all + part[name], 0);
}
