import { BoundaryF, type BoundaryScore } from '../../core/metrics/boundary-f.ts';
import { Calibration, type CalibrationBin } from '../../core/metrics/calibration.ts';
import { ConfusionMatrix } from '../../core/metrics/confusion.ts';
import type { TruthMap } from './labelled-images.ts';

/** Pixels: what the boundary F-score forgives. */
export const TOLERANCE = 2;

/** A class's figures; null where it occurs neither in the truth nor in the labels. */
export interface ClassResult {
  readonly name: string;
  /** Share of the scored pixels of the truth. */
  readonly share: number;
  readonly iou: number | null;
  readonly boundary: BoundaryScore | null;
}

export interface Result {
  readonly miou: number;
  readonly pixelAccuracy: number;
  readonly boundaryF: number;
  /** Expected calibration error. */
  readonly calibrationError: number;
  readonly classes: readonly ClassResult[];
  /** Pixels, [truth][label]. */
  readonly confusion: readonly (readonly number[])[];
  readonly calibration: readonly CalibrationBin[];
}

/** Everything that is counted over the frames for one way of labelling them. */
export class Tally {
  readonly #matrix: ConfusionMatrix;
  readonly #boundary: BoundaryF;
  readonly #calibration = new Calibration();

  /**
   * @param classes names, in the order of the truth's ids
   * @param toTruth the truth's id of each label id
   */
  constructor(
    readonly classes: readonly string[],
    readonly toTruth: Uint8Array,
  ) {
    this.#matrix = new ConfusionMatrix(classes.length);
    this.#boundary = new BoundaryF(classes.length, TOLERANCE);
  }

  /**
   * Adds a frame.
   * @param labels in the model's ids
   * @param confidence of the label, per pixel, 0 to 1
   * @returns the frame's own mean IoU
   */
  add(labels: Uint8Array, confidence: Float32Array, truth: TruthMap): number {
    const own = new ConfusionMatrix(this.classes.length);
    own.add(labels, truth, truth.ids, truth, this.toTruth);
    own.counts.forEach((count, at) => (this.#matrix.counts[at]! += count));
    const said = labels.map((label) => this.toTruth[label]!);
    this.#boundary.add(said, truth.ids, truth);
    truth.ids.forEach((id, at) => {
      if (id < this.classes.length) this.#calibration.add(confidence[at]!, said[at] === id);
    });
    return own.miou;
  }

  get result(): Result {
    const n = this.classes.length;
    const rows = this.classes.map((_, id) => [...this.#matrix.counts.subarray(id * n, (id + 1) * n)]);
    const all = sum(rows.map(sum));
    return {
      miou: this.#matrix.miou,
      pixelAccuracy: all > 0 ? sum(rows.map((row, id) => row[id]!)) / all : 0,
      boundaryF: this.#boundary.mean,
      calibrationError: this.#calibration.error,
      classes: this.classes.map((name, id) => ({
        name,
        share: all > 0 ? sum(rows[id]!) / all : 0,
        iou: this.#matrix.iou(id),
        boundary: this.#boundary.score(id),
      })),
      confusion: rows,
      calibration: this.#calibration.table,
    };
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
