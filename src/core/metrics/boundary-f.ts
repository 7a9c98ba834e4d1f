import type { Size } from '../geometry/fit.ts';
import type { LabelMap } from '../labels/label-map.ts';

/** How well the boundary of one class is met; each 0 to 1. */
export interface BoundaryScore {
  readonly precision: number;
  readonly recall: number;
  /** 2 · precision · recall / (precision + recall) */
  readonly f: number;
}

/** Classes that one pass looks at, a bit of an integer each. */
const AT_ONCE = 31;

/** Boundary pixels of each class, and how many of them the other side has too. */
class Side {
  readonly all: Float64Array;
  readonly met: Float64Array;

  constructor(classes: number) {
    this.all = new Float64Array(classes);
    this.met = new Float64Array(classes);
  }

  /** @param ids the classes that the bits mean */
  add(own: Int32Array, other: Int32Array, ids: readonly number[]): void {
    for (let i = 0; i < own.length; i += 1) {
      for (let bits = own[i]!; bits !== 0; bits &= bits - 1) {
        const id = ids[31 - Math.clz32(bits & -bits)]!;
        this.all[id]! += 1;
        if (bits & -bits & other[i]!) this.met[id]! += 1;
      }
    }
  }

  share(id: number): number {
    return this.all[id]! > 0 ? this.met[id]! / this.all[id]! : 0;
  }
}

/**
 * The boundary F-score of each class, counted over all frames (Csurka et al., BMVC 2013, average over images instead).
 *
 * A pixel lies on the boundary of its class where one of its four neighbours is of another class. A boundary pixel is met
 * where the other side has one of the same class within `tolerance`. Void pixels of the truth, and edges towards
 * them, count on neither side.
 */
export class BoundaryF {
  readonly #said: Side;
  readonly #actual: Side;
  /** By class, its bit in the pass that looks at it. */
  readonly #bits: Int32Array;

  /** @param tolerance pixels, Euclidean */
  constructor(
    readonly classes: number,
    readonly tolerance = 2,
  ) {
    this.#said = new Side(classes);
    this.#actual = new Side(classes);
    this.#bits = new Int32Array(classes);
  }

  /** Adds a frame: height × width ids each. Ids of `classes` or above in `truth` are void. */
  add(labels: LabelMap, truth: LabelMap, size: Size): void {
    const known = Uint8Array.from(truth, (id) => (id < this.classes ? 1 : 0));
    const present = this.#present(labels, truth);
    for (let from = 0; from < present.length; from += AT_ONCE) {
      const ids = present.slice(from, from + AT_ONCE);
      ids.forEach((id, bit) => (this.#bits[id] = 1 << bit));
      const said = boundaries(labels, known, size, this.#bits);
      const actual = boundaries(truth, known, size, this.#bits);
      this.#said.add(said, dilated(actual, size, this.tolerance), ids);
      this.#actual.add(actual, dilated(said, size, this.tolerance), ids);
      ids.forEach((id) => (this.#bits[id] = 0));
    }
  }

  /** Of many classes a frame holds few. */
  #present(labels: LabelMap, truth: LabelMap): number[] {
    const seen = new Uint8Array(this.classes);
    for (const map of [labels, truth]) for (let i = 0; i < map.length; i += 1) seen[map[i]!] = 1;
    return Array.from(seen.keys()).filter((id) => seen[id] === 1);
  }

  /** null where the class has no boundary on either side. */
  score(id: number): BoundaryScore | null {
    if ((this.#said.all[id] ?? 0) + (this.#actual.all[id] ?? 0) === 0) return null;
    const precision = this.#said.share(id);
    const recall = this.#actual.share(id);
    return { precision, recall, f: precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0 };
  }

  /** The mean F over the classes that occur; 0 where none does. */
  get mean(): number {
    const scores = Array.from({ length: this.classes }, (_, id) => this.score(id)?.f).filter((f) => f !== undefined);
    return scores.length > 0 ? scores.reduce((sum, f) => sum + f, 0) / scores.length : 0;
  }
}

/** Of each pixel the bits of the classes whose boundary it lies on. @param bitOf by class; 0 or beyond: nobody looks at it */
function boundaries(ids: LabelMap, known: Uint8Array, { width, height }: Size, bitOf: Int32Array): Int32Array {
  const bits = new Int32Array(ids.length);
  const edge = (a: number, b: number): void => {
    if (ids[a] === ids[b] || !known[a] || !known[b]) return;
    bits[a]! |= bitOf[ids[a]!] ?? 0;
    bits[b]! |= bitOf[ids[b]!] ?? 0;
  };
  for (let y = 0, i = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, i += 1) {
      if (x + 1 < width) edge(i, i + 1);
      if (y + 1 < height) edge(i, i + width);
    }
  }
  return bits;
}

/** Each pixel gets the bits of all pixels within `radius`. */
function dilated(bits: Int32Array, { width, height }: Size, radius: number): Int32Array {
  const out = new Int32Array(bits.length);
  const reach = Math.floor(radius);
  for (let y = 0, i = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, i += 1) {
      if (bits[i] !== 0) spread(bits[i]!, x, y);
    }
  }
  return out;

  function spread(own: number, x: number, y: number): void {
    for (let dy = Math.max(-reach, -y); dy <= reach && y + dy < height; dy += 1) {
      for (let dx = Math.max(-reach, -x); dx <= reach && x + dx < width; dx += 1) {
        if (dx * dx + dy * dy <= radius * radius) out[(y + dy) * width + x + dx]! |= own;
      }
    }
  }
}
