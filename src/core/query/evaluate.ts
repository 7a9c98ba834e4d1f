import type { Operand } from './operand.ts';
import type { Comparison, Query } from './parse.ts';

/** Shares and counts of many frames, class by class: what queries and charts read. */
export interface Series {
  /** Seconds, ascending. */
  readonly times: Float64Array;
  /** How long each frame is shown, seconds. */
  readonly durations: Float64Array;
  /** By class id, a share for each frame; NaN where a frame could not be decoded. */
  readonly shares: readonly Float32Array[];
  /** By class id, how many things of it each frame has, NaN where its share is; absent where they are not counted. */
  readonly counts?: readonly (Float32Array | undefined)[];
}

/** Frames from `first` to `last`, both in it, by their place in the series. */
export interface Hit {
  readonly first: number;
  readonly last: number;
  /** Seconds. */
  readonly from: number;
  /** Seconds: the end of the last frame. */
  readonly to: number;
}

/** The stretches in which a query holds, in order. */
export function evaluate(query: Query, series: Series): Hit[] {
  return stretches(holds(query, series), series);
}

/** 1 for each frame in which a query holds. A frame without figures matches no query. */
function holds(query: Query, series: Series): Uint8Array {
  const { times } = series;
  switch (query.kind) {
    case 'and':
    case 'or': {
      const left = holds(query.left, series);
      const right = holds(query.right, series);
      if (query.kind === 'and') for (let i = 0; i < left.length; i += 1) left[i]! &= right[i]!;
      else for (let i = 0; i < left.length; i += 1) left[i]! |= right[i]!;
      return left;
    }
    case 'not': {
      const inner = holds(query.of, series);
      const [any] = series.shares;
      for (let i = 0; i < inner.length; i += 1) inner[i] = inner[i] || Number.isNaN(any?.[i] ?? NaN) ? 0 : 1;
      return inner;
    }
    case 'for': {
      const out = new Uint8Array(times.length);
      for (const { first, last, from, to } of stretches(holds(query.of, series), series)) {
        // times of whole frames are rounded
        if (to - from >= query.seconds - 1e-6) out.fill(1, first, last + 1);
      }
      return out;
    }
    case 'compare':
      return compare(query.by, query.left, query.right, series);
  }
}

function compare(by: Comparison, left: Operand, right: Operand, series: Series): Uint8Array {
  const { shares, times } = series;
  const out = new Uint8Array(times.length);
  const a = columnOf(left, series);
  const b = columnOf(right, series);
  // shares are floats of 32 bits: 90 % of them is not 0.9
  const [fixedA, fixedB] = [left, right].map((side) => ('value' in side ? Math.fround(side.value) : 0)) as [
    number,
    number,
  ];
  const test = TESTS[by];
  const [any] = shares;
  for (let i = 0; i < out.length; i += 1) {
    const known = !Number.isNaN(any?.[i] ?? NaN);
    out[i] = known && test(a ? a[i]! : fixedA, b ? b[i]! : fixedB) ? 1 : 0;
  }
  return out;
}

function columnOf(operand: Operand, { shares, counts }: Series): Float32Array | undefined {
  if ('classId' in operand) return shares[operand.classId];
  return 'countOf' in operand ? counts?.[operand.countOf] : undefined;
}

const TESTS: Readonly<Record<Comparison, (a: number, b: number) => boolean>> = {
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '=': (a, b) => Math.abs(a - b) < 1e-6,
  '!=': (a, b) => Math.abs(a - b) >= 1e-6,
};

function stretches(flags: Uint8Array, { times, durations }: Series): Hit[] {
  const hits: Hit[] = [];
  for (let first = flags.indexOf(1); first >= 0;) {
    let last = first;
    while (flags[last + 1] === 1) last += 1;
    hits.push({ first, last, from: times[first] ?? 0, to: (times[last] ?? 0) + (durations[last] ?? 0) });
    first = flags.indexOf(1, last + 1);
  }
  return hits;
}
