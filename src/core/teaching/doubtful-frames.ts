/** A frame of an analysis that is worth another stroke. */
export interface DoubtfulFrame {
  /** Its place among the analysed frames. */
  readonly place: number;
  /** 0 to 1: which share of its pixels is expected to be wrong. */
  readonly doubt: number;
}

export interface DoubtfulOptions {
  /** Of the analysed frames, seconds, ascending. */
  readonly times: ArrayLike<number>;
  /** Of each, 0 to 1; no number where it is not known. */
  readonly doubt: ArrayLike<number>;
  /** Seconds at which frames were stroked for this model: what is near them it has seen. */
  readonly taught: readonly number[];
  /** So many at most. */
  readonly most: number;
}

export interface Doubtful {
  /** Where it doubts most first. */
  readonly frames: readonly DoubtfulFrame[];
  /** Over all frames, 0 to 1; 0 where nothing is known. */
  readonly mean: number;
  /** Seconds by which they are apart at least. */
  readonly apart: number;
}

/** Seconds: frames nearer to one another than that show the same. */
const LEAST_APART = 0.5;
/** Further apart than that, they need not be. */
const MOST_APART = 5;

/** So many times the mean is worth a look. */
const NOTABLE = 1.05;

/** The frames that a model doubts most, each notably above the mean, some seconds apart from one another and from those that it was taught on. */
export function doubtfulFrames({ times, doubt, taught, most }: DoubtfulOptions): Doubtful {
  const known = Array.from(doubt, (value, place) => ({ place, doubt: value })).filter((each) =>
    Number.isFinite(each.doubt),
  );
  const mean = known.reduce((sum, each) => sum + each.doubt, 0) / (known.length || 1);
  const span = (times[times.length - 1] ?? 0) - (times[0] ?? 0);
  const apart = Math.min(MOST_APART, Math.max(LEAST_APART, span / (2 * most)));
  const frames: DoubtfulFrame[] = [];
  const near = [...taught];
  // of two that are alike the earlier one
  for (const each of known.sort((a, b) => b.doubt - a.doubt || a.place - b.place)) {
    if (frames.length === most || each.doubt < mean * NOTABLE) break;
    const time = times[each.place] ?? 0;
    if (near.some((other) => Math.abs(other - time) < apart)) continue;
    near.push(time);
    frames.push(each);
  }
  return { frames, mean, apart };
}
