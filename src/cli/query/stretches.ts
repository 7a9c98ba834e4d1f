import { evaluate, type Series } from '../../core/query/evaluate.ts';
import type { Atoms } from './atoms.ts';
import type { Found } from './found.ts';

/** The rows of a file that a database has handed out, and what a query finds in them. */
export class Stretches {
  readonly #atoms: Atoms;
  readonly #rows: number[] = [];
  readonly #times: number[] = [];
  readonly #durations: number[] = [];
  /** By atom: 1 where it holds, NaN where the frame was lost. */
  readonly #holds: number[][];

  constructor(atoms: Atoms) {
    this.#atoms = atoms;
    this.#holds = atoms.conditions.map(() => []);
  }

  /** @param holds by atom; null: the frame could not be decoded */
  add(row: number, time: number, duration: number, holds: readonly boolean[] | null): void {
    this.#rows.push(row);
    this.#times.push(time);
    this.#durations.push(duration);
    for (const [atom, column] of this.#holds.entries()) column.push(holds ? Number(holds[atom]) : NaN);
  }

  /** In the rows of one video, which is a part of a file. */
  within(from: number, to: number): Omit<Found, 'video'>[] {
    const first = lowerBound(this.#rows, from);
    const last = lowerBound(this.#rows, to);
    if (first === last) return [];
    // between rows that are not neighbours there are others, of which nothing holds: one stands for all of them
    const places: number[] = [];
    for (let at = first; at < last; at += 1) {
      if (at > first && this.#rows[at]! > this.#rows[at - 1]! + 1) places.push(-1);
      places.push(at);
    }
    const series: Series = {
      times: Float64Array.from(places, (at) => this.#times[at] ?? NaN),
      durations: Float64Array.from(places, (at) => this.#durations[at] ?? 0),
      shares: this.#holds.map((column) => Float32Array.from(places, (at) => column[at] ?? 0)),
    };
    return evaluate(this.#atoms.query, series).map((hit) => ({
      from: hit.from,
      to: hit.to,
      frames: hit.last - hit.first + 1,
    }));
  }
}

/** The first place whose value is not below; values ascend. */
function lowerBound(values: readonly number[], least: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
