/** One thing against its peer: the medians over all rounds, and how far the blocks' own ratios spread. */
export interface Comparison {
  readonly name: string;
  /** Milliseconds, p50. */
  readonly ours: number;
  readonly peer: number;
  /** ours / peer. */
  readonly ratio: number;
  readonly lowest: number;
  readonly highest: number;
}

/** @param ours,peer milliseconds of interleaved runs, in order */
export function compare(name: string, ours: readonly number[], peer: readonly number[], blocks = 5): Comparison {
  const size = Math.floor(ours.length / blocks);
  const ratios = Array.from({ length: blocks }, (_, block) => {
    const slice = (runs: readonly number[]): number => median(runs.slice(block * size, (block + 1) * size));
    return slice(ours) / slice(peer);
  });
  return {
    name,
    ours: median(ours),
    peer: median(peer),
    ratio: median(ours) / median(peer),
    lowest: Math.min(...ratios),
    highest: Math.max(...ratios),
  };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? NaN;
  return sorted.length % 2 ? high : ((sorted[middle - 1] ?? NaN) + high) / 2;
}
