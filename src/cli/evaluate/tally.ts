import { BoundaryF, type BoundaryScore } from '../../core/metrics/boundary-f.ts';
import { Calibration, type CalibrationBin } from '../../core/metrics/calibration.ts';
import { ConfusionMatrix } from '../../core/metrics/confusion.ts';
import type { Instance } from '../../core/instances/instance.ts';
import type { LabelMap } from '../../core/labels/label-map.ts';
import { IdentityFollower, type IdentityResult } from './identity-follower.ts';
import type { TruthMap } from './labelled-images.ts';
import { PanopticTally, type PanopticResult } from './panoptic-tally.ts';

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
  /** Pixels, [truth][label]; empty of more than 1,024 classes. */
  readonly confusion: readonly (readonly number[])[];
  readonly calibration: readonly CalibrationBin[];
  /** Only where the truth tells things apart. */
  readonly panoptic?: PanopticResult;
  /** Only where the frames are those of a video. */
  readonly identities?: IdentityResult;
}

/** Of each pixel the thing that it belongs to, 0: none, on both sides; and those that are said, in the model's ids. */
export interface ThingMaps {
  readonly instances: readonly Instance[];
  readonly said: Uint16Array;
  readonly truth: Uint16Array;
}

/** Everything that is counted over the frames for one way of labelling them. */
export class Tally {
  readonly #matrix: ConfusionMatrix;
  readonly #boundary: BoundaryF;
  readonly #calibration = new Calibration();
  readonly #panoptic: PanopticTally | null;
  readonly #identities: IdentityFollower | null;

  /**
   * @param classes names, in the order of the truth's ids
   * @param toTruth the truth's id of each label id
   * @param things by the truth's class id, where the truth tells things apart
   * @param rate frames a second, where they are those of a video
   */
  constructor(
    readonly classes: readonly string[],
    readonly toTruth: LabelMap,
    things: readonly boolean[] | null = null,
    rate: number | null = null,
  ) {
    this.#matrix = new ConfusionMatrix(classes.length);
    this.#boundary = new BoundaryF(classes.length, TOLERANCE);
    this.#panoptic = things && new PanopticTally(things);
    this.#identities = rate === null ? null : new IdentityFollower(classes.length, rate);
  }

  /**
   * Adds a frame.
   * @param labels in the model's ids
   * @param confidence of the label, per pixel, 0 to 1
   * @returns the frame's own mean IoU
   */
  add(labels: LabelMap, confidence: Float32Array, truth: TruthMap, things: ThingMaps | null = null): number {
    const own = new ConfusionMatrix(this.classes.length);
    own.add(labels, truth, truth.ids, truth, this.toTruth);
    own.counts.forEach((count, at) => (this.#matrix.counts[at]! += count));
    const said = labels.map((label) => this.toTruth[label]!);
    this.#boundary.add(said, truth.ids, truth);
    truth.ids.forEach((id, at) => {
      if (id < this.classes.length) this.#calibration.add(confidence[at]!, said[at] === id);
    });
    if (things) {
      const instances = things.instances.map((each) => ({ ...each, classId: this.toTruth[each.classId]! }));
      this.#panoptic?.add(said, things.said, truth, things.truth);
      this.#identities?.add(instances, things.said, truth, things.truth);
    }
    return own.miou;
  }

  get result(): Result {
    const matrix = this.#matrix;
    const ids = this.classes.map((_, id) => id);
    const all = sum(ids.map((id) => matrix.actual(id)));
    return {
      miou: matrix.miou,
      pixelAccuracy: all > 0 ? sum(ids.map((id) => matrix.right(id))) / all : 0,
      boundaryF: this.#boundary.mean,
      calibrationError: this.#calibration.error,
      classes: this.classes.map((name, id) => ({
        name,
        share: all > 0 ? matrix.actual(id) / all : 0,
        iou: matrix.iou(id),
        boundary: this.#boundary.score(id),
      })),
      confusion: matrix.paired ? ids.map((id) => [...matrix.row(id)]) : [],
      calibration: this.#calibration.table,
      ...(this.#panoptic && { panoptic: this.#panoptic.result }),
      ...(this.#identities && { identities: this.#identities.result }),
    };
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
