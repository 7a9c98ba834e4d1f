import type { Size } from '../geometry/fit.ts';
import type { LabelMap } from '../labels/label-map.ts';

/** Of more classes only what IoU needs is counted: a matrix of 65,535 would take 34 GB. */
const MOST_PAIRED = 1024;

/**
 * Counts of (truth, label) pairs. Rows are the truth, columns the label; classes × classes. Of more than 1,024 classes three rows:
 * pixels that are right, those of the truth, those of the labels.
 */
export class ConfusionMatrix {
  readonly counts: Float64Array;
  /** Whether each pair is counted. */
  readonly paired: boolean;

  constructor(readonly classes: number) {
    this.paired = classes <= MOST_PAIRED;
    this.counts = new Float64Array(classes * (this.paired ? classes : 3));
  }

  /** Lets older frames fade. @param factor 0 to 1 */
  fade(factor: number): void {
    for (let i = 0; i < this.counts.length; i += 1) this.counts[i]! *= factor;
  }

  /**
   * Adds a frame; the truth is looked up at the nearest pixel where sizes differ. Ids of `classes` or above on either
   * side (void) do not count.
   * @param toTruth what each label id is called in the truth's numbering; an id beyond `classes` for none
   */
  add(labels: LabelMap, size: Size, truth: LabelMap, truthSize: Size, toTruth: LabelMap): void {
    const n = this.classes;
    for (let y = 0, at = 0; y < size.height; y += 1) {
      const row = Math.floor(((y + 0.5) * truthSize.height) / size.height) * truthSize.width;
      for (let x = 0; x < size.width; x += 1, at += 1) {
        const column = size.width === truthSize.width ? x : Math.floor(((x + 0.5) * truthSize.width) / size.width);
        const actual = truth[row + column]!;
        const said = toTruth[labels[at]!]!;
        if (actual >= n || said >= n) continue;
        if (this.paired) this.counts[actual * n + said]! += 1;
        else this.#countApart(actual, said);
      }
    }
  }

  #countApart(actual: number, said: number): void {
    const n = this.classes;
    if (actual === said) this.counts[actual]! += 1;
    this.counts[n + actual]! += 1;
    this.counts[2 * n + said]! += 1;
  }

  /** Pixels of a class that have its label. */
  right(id: number): number {
    return this.counts[this.paired ? id * this.classes + id : id] ?? 0;
  }

  /** Pixels that are of a class by the truth, and have some label. */
  actual(id: number): number {
    return this.paired ? this.row(id).reduce((sum, count) => sum + count, 0) : this.counts[this.classes + id]!;
  }

  /** By label, the pixels of a class; where pairs are counted. */
  row(id: number): Float64Array {
    return this.counts.subarray(id * this.classes, (id + 1) * this.classes);
  }

  /** Intersection over union of a class: TP / (TP + FP + FN); null where it occurs on neither side. */
  iou(id: number): number | null {
    const right = this.right(id);
    const either = this.actual(id) + this.#said(id) - right;
    return either > 0 ? right / either : null;
  }

  #said(id: number): number {
    const n = this.classes;
    if (!this.paired) return this.counts[2 * n + id]!;
    let sum = 0;
    for (let k = 0; k < n; k += 1) sum += this.counts[k * n + id]!;
    return sum;
  }

  /** Mean IoU over the classes that occur; 0 where none does. */
  get miou(): number {
    const seen = Array.from({ length: this.classes }, (_, id) => this.iou(id)).filter((iou) => iou !== null);
    return seen.length > 0 ? seen.reduce((sum, iou) => sum + iou, 0) / seen.length : 0;
  }
}
