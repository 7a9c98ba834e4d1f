/** Which frame each name means. */
export interface FrameNumbers {
  /** null where a name has no number. */
  readonly indices: readonly (number | null)[];
  /** A sentence where it could have been meant otherwise; null: it is plain. */
  readonly note: string | null;
}

/** What the names are about. */
export interface Numbered {
  /** Indices of the frames that there are labels of, ascending. */
  readonly analysed: ArrayLike<number>;
  /** Of the whole video. */
  readonly frameCount: number;
}

/**
 * The frames that a set of label images belongs to, by their names. Where a name has several numbers, the frame's is the one
 * that differs most from name to name (`f00012_label2`, `2026-11-28_000123`, `aachen_000012_000019_gtFine_labelIds`); of
 * equals the one with most digits, and then the last. Frames count from 0; names that count from 1 are seen by the number
 * behind the last frame's. Names without any number are taken in order.
 */
export function frameNumbers(names: readonly string[], { analysed, frameCount }: Numbered): FrameNumbers {
  const known = new Set(Array.from(analysed));
  const numbers = chosen(runsOf(names), known);
  const present = numbers.filter((each) => each !== null);
  if (present.length === 0) return { indices: inOrder(names, analysed), note: null };
  const [from, last] = minMax(present);
  const hits = (shift: number): number => present.filter((each) => known.has(each - shift)).length;
  if (from >= 1 && (last === frameCount || (hits(0) === 0 && hits(1) > present.length / 2))) {
    const indices = numbers.map((each) => each && each - 1);
    return { indices, note: 'Their names count from 1: number 1 is frame 0.' };
  }
  const runs = isRun(present, from);
  const fits = present.length === known.size && hits(0) <= present.length / 2;
  if (fits && (hits(0) === 0 || (runs && from <= 1))) {
    return {
      indices: inOrder(numbers, analysed),
      note: 'Their numbers are not those of the analysed frames, and there are as many: they were taken in order.',
    };
  }
  const unsure = from === 1 && runs && present.length > 1;
  return {
    indices: numbers,
    note: unsure ? 'Their names begin with 1 and were taken to count from 0: number 1 is the second frame.' : null,
  };
}

function minMax(values: readonly number[]): [number, number] {
  return values.reduce(([low, high], each) => [Math.min(low, each), Math.max(high, each)], [Infinity, -Infinity]);
}

/** Whether the numbers are `from` and all that follow it. */
function isRun(numbers: readonly number[], from: number): boolean {
  const all = new Set(numbers);
  return all.size === numbers.length && minMax(numbers)[1] - from + 1 === all.size;
}

/** The digits in each name; in its path where the name alone does not tell one from another. */
function runsOf(paths: readonly string[]): string[][] {
  const bases = paths.map((path) => base(path));
  const same = paths.length > 1 && new Set(bases).size === 1;
  const texts = same || !bases.some((each) => /\d/.test(each)) ? paths : bases;
  return texts.map((text) => [...text.replace(/\.\w+$/, '').matchAll(/\d+/g)].map(([digits]) => digits));
}

function base(path: string): string {
  const name = path.split('/').at(-1) ?? '';
  return name.replace(/\.\w+$/, '');
}

/** For each name the number at the place that tells most of them apart. */
function chosen(runs: readonly (readonly string[])[], known: ReadonlySet<number>): (number | null)[] {
  const most = runs.reduce((longest, { length }) => Math.max(longest, length), 0);
  // counted from the end before from the beginning: of equals the first one stays
  const places = Array.from({ length: most }, (_, k) => [-1 - k, k]).flat();
  let best: { digits: (string | undefined)[]; rank: number[] } | null = null;
  for (const place of places) {
    const digits = runs.map((each) => each.at(place));
    const there = digits.filter((each) => each !== undefined);
    const longest = there.reduce((length, each) => Math.max(length, each.length), 0);
    const hits = there.filter((each) => known.has(Number(each))).length;
    const rank = [there.length, new Set(there.map(Number)).size, longest, hits];
    if (!best || isHigher(rank, best.rank)) best = { digits, rank };
  }
  return runs.map((_, index) => {
    const digits = best?.digits[index];
    return digits === undefined ? null : Number(digits);
  });
}

function isHigher(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at >= 0 && a[at]! > b[at]!;
}

/** The n-th of those that count is the n-th analysed frame. */
function inOrder(items: readonly (string | number | null)[], analysed: ArrayLike<number>): (number | null)[] {
  const places = items.map((item, index) => ({ item, index })).filter(({ item }) => item !== null);
  if (places.every(({ item }) => typeof item === 'number')) places.sort((a, b) => Number(a.item) - Number(b.item));
  const indices: (number | null)[] = items.map(() => null);
  places.forEach(({ index }, place) => (indices[index] = analysed[place] ?? -1));
  return indices;
}
