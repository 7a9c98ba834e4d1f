import { evaluate, type Series } from '../../core/query/evaluate.ts';
import type { Atoms } from './atoms.ts';
import type { Found } from './found.ts';

/** A frame that could not be decoded: nothing is known of it. */
export const LOST = -1;

/** Rows that follow one another and of which the same is so. */
interface Run {
  /** Of its file. */
  readonly first: number;
  last: number;
  /** A bit an atom, or `LOST`. */
  readonly state: number;
  /** Seconds. */
  readonly from: number;
  to: number;
}

/** The rows of a file that a database has handed out, and what a query finds in them. */
export class Stretches {
  readonly #atoms: Atoms;
  readonly #bounds: readonly number[];
  #bound = 0;
  readonly #runs: Run[] = [];
  #open: Run | null = null;

  /** @param bounds rows with which another video begins, ascending */
  constructor(atoms: Atoms, bounds: readonly number[]) {
    this.#atoms = atoms;
    this.#bounds = bounds;
  }

  /** The next row that was handed out. */
  add(row: number, state: number, from: number, duration: number): void {
    const open = this.#open;
    if (open && open.state === state && open.last + 1 === row && row !== this.#bounds[this.#bound]) {
      open.last = row;
      open.to = from + duration;
      return;
    }
    while ((this.#bounds[this.#bound] ?? Infinity) <= row) this.#bound += 1;
    this.#open = { first: row, last: row, state, from, to: from + duration };
    this.#runs.push(this.#open);
  }

  /** In the rows of one video, which is a part of a file. */
  within(from: number, to: number): Omit<Found, 'video'>[] {
    const first = lowerBound(this.#runs, from);
    const last = lowerBound(this.#runs, to);
    if (first === last) return [];
    // between runs that are not neighbours there are other rows, of which nothing holds: one run stands for them
    const runs: (Run | null)[] = [];
    for (let at = first; at < last; at += 1) {
      const run = this.#runs[at]!;
      if (at > first && run.first > this.#runs[at - 1]!.last + 1) runs.push(null);
      runs.push(run);
    }
    const series: Series = {
      times: Float64Array.from(runs, (run) => run?.from ?? NaN),
      durations: Float64Array.from(runs, (run) => (run ? run.to - run.from : 0)),
      shares: this.#atoms.conditions.map((_, atom) => Float32Array.from(runs, (run) => valueOf(run, atom))),
    };
    return evaluate(this.#atoms.query, series).map((hit) => ({
      from: hit.from,
      to: runs[hit.last]!.to,
      frames: runs[hit.last]!.last - runs[hit.first]!.first + 1,
    }));
  }
}

function valueOf(run: Run | null, atom: number): number {
  if (!run) return 0;
  return run.state === LOST ? NaN : Math.floor(run.state / 2 ** atom) % 2;
}

/** The first run that does not begin before a row. */
function lowerBound(runs: readonly Run[], least: number): number {
  let [low, high] = [0, runs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (runs[middle]!.first < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
