import type { Box } from '../instances/instance.ts';
import { assign } from './assignment.ts';

/** A thing of a frame: by the truth its identity, by what is scored its track. */
export interface TrackedThing {
  readonly id: number;
  readonly classId: number;
  /** Pixels of the frame. */
  readonly box: Box;
}

export interface IdentityScore {
  /** 2 · IDTP / (2 · IDTP + IDFP + IDFN), 0 to 1; null where nothing is there and nothing said. */
  readonly idf1: number | null;
  /** Precision and recall of identities, 0 to 1; null where nothing was said, or nothing is there. */
  readonly idp: number | null;
  readonly idr: number | null;
  /** How often a thing that is followed goes on under another track. */
  readonly switches: number;
  /** 1 − (misses + false positives + switches) / things of the truth: may be negative; null where nothing is there. */
  readonly mota: number | null;
  /** Different things in the truth, and tracks that were given. */
  readonly identities: number;
  readonly tracks: number;
}

/** Boxes that overlap by less are of different things (MOTChallenge's rule). */
const OVERLAP = 0.5;

/**
 * How well things keep their identity through a video.
 *
 * IDF1 (Ristani, Solera, Zou, Cucchiara, Tomasi: Performance Measures and a Data Set for Multi-Target, Multi-Camera Tracking, ECCVW
 * 2016): identities of the truth and tracks are paired once for the whole video, so that as many boxes as can be agree.
 * Switches and MOTA (Bernardin, Stiefelhagen: Evaluating Multiple Object Tracking Performance: The CLEAR MOT Metrics, 2008): frame by
 * frame, where a pair of the frame before is kept as long as it overlaps.
 */
export class IdentityTally {
  /** By identity and track, in how many frames their boxes agree. */
  readonly #together = new Map<number, Map<number, number>>();
  readonly #truth = new Map<number, number>();
  readonly #said = new Map<number, number>();
  /** The track that each identity had last. */
  readonly #last = new Map<number, number>();
  #switches = 0;
  #missed = 0;
  #extra = 0;

  /**
   * Adds a frame, in the order of time.
   * @param ignored things of the truth that nobody is to find; who does is not wrong
   */
  add(all: readonly TrackedThing[], truth: readonly TrackedThing[], ignored: readonly TrackedThing[] = []): void {
    const meets = (thing: TrackedThing, others: readonly TrackedThing[]): boolean =>
      others.some((other) => agreement(other, thing) >= OVERLAP);
    const said = all.filter((thing) => meets(thing, truth) || !meets(thing, ignored));
    for (const { id } of truth) this.#truth.set(id, (this.#truth.get(id) ?? 0) + 1);
    for (const { id } of said) this.#said.set(id, (this.#said.get(id) ?? 0) + 1);
    const overlaps = truth.map((actual) => said.map((thing) => agreement(actual, thing)));
    overlaps.forEach((row, t) => {
      row.forEach((overlap, s) => {
        if (overlap >= OVERLAP) this.#count(truth[t]!.id, said[s]!.id);
      });
    });
    this.#follow(said, truth, overlaps);
  }

  #count(identity: number, track: number): void {
    const row = this.#together.get(identity) ?? new Map<number, number>();
    this.#together.set(identity, row.set(track, (row.get(track) ?? 0) + 1));
  }

  #follow(
    said: readonly TrackedThing[],
    truth: readonly TrackedThing[],
    overlaps: readonly (readonly number[])[],
  ): void {
    // a pair that goes on is worth more than any other
    const worth = overlaps.map((row, t) =>
      row.map((overlap, s) =>
        overlap < OVERLAP ? 0 : overlap + (this.#last.get(truth[t]!.id) === said[s]!.id ? 2 : 0),
      ),
    );
    const pairs = assign(worth);
    for (const [t, s] of pairs) {
      const [identity, track] = [truth[t]!.id, said[s]!.id];
      const last = this.#last.get(identity);
      if (last !== undefined && last !== track) this.#switches += 1;
      this.#last.set(identity, track);
    }
    this.#missed += truth.length - pairs.length;
    this.#extra += said.length - pairs.length;
  }

  get score(): IdentityScore {
    const [identities, tracks] = [[...this.#truth.keys()], [...this.#said.keys()]];
    const counts = identities.map((identity) => tracks.map((track) => this.#together.get(identity)?.get(track) ?? 0));
    const right = assign(counts).reduce((sum, [row, column]) => sum + counts[row]![column]!, 0);
    const [actual, said] = [total(this.#truth), total(this.#said)];
    const wrong = this.#missed + this.#extra + this.#switches;
    return {
      idf1: actual + said > 0 ? (2 * right) / (actual + said) : null,
      idp: said > 0 ? right / said : null,
      idr: actual > 0 ? right / actual : null,
      switches: this.#switches,
      mota: actual > 0 ? 1 - wrong / actual : null,
      identities: identities.length,
      tracks: tracks.length,
    };
  }
}

function agreement(a: TrackedThing, b: TrackedThing): number {
  if (a.classId !== b.classId) return 0;
  const shared = intersection(a.box, b.box);
  return shared > 0 ? shared / (a.box.width * a.box.height + b.box.width * b.box.height - shared) : 0;
}

/** Pixels that both boxes have. */
function intersection(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}

function total(counts: ReadonlyMap<number, number>): number {
  let sum = 0;
  for (const count of counts.values()) sum += count;
  return sum;
}
