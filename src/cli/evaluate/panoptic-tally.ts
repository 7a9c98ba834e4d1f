import type { LabelMap } from '../../core/labels/label-map.ts';
import { LEAST_SHARE } from '../../core/instances/instance.ts';
import { PanopticQuality, type ClassQuality, type Quality } from '../../core/metrics/panoptic-quality.ts';
import { connectedRegions } from './connected-regions.ts';
import type { TruthMap } from './labelled-images.ts';

/** Means over the classes that occur, and each class; null where it does not occur. */
export interface PanopticFigures {
  readonly all: Quality | null;
  readonly things: Quality | null;
  readonly stuff: Quality | null;
  readonly classes: readonly (ClassQuality | null)[];
}

export interface PanopticResult {
  /** Things as the model tells them apart. */
  readonly model: PanopticFigures;
  /** The same labels, each connected region a thing. */
  readonly regions: PanopticFigures;
  /** The model's, if things of the truth that are too small to be reported are to be found too. */
  readonly withSpecks: PanopticFigures;
}

/** Panoptic quality over all frames. Truth below the least size that an instance may have is not scored, but in `withSpecks`. */
export class PanopticTally {
  readonly #model: PanopticQuality;
  readonly #regions: PanopticQuality;
  readonly #withSpecks: PanopticQuality;

  /** @param things by the truth's class id */
  constructor(private readonly things: readonly boolean[]) {
    this.#model = new PanopticQuality(things);
    this.#regions = new PanopticQuality(things);
    this.#withSpecks = new PanopticQuality(things);
  }

  /** @param classes labels in the truth's ids @param instances what the model tells apart @param identities by the truth */
  add(classes: LabelMap, instances: Uint16Array, truth: TruthMap, identities: Uint16Array): void {
    const actual = { classes: truth.ids, instances: identities };
    const least = truth.ids.length * LEAST_SHARE;
    this.#model.add({ classes, instances }, actual, least);
    this.#withSpecks.add({ classes, instances }, actual);
    this.#regions.add({ classes, instances: connectedRegions(classes, truth, this.things) }, actual, least);
  }

  get result(): PanopticResult {
    const figures = (quality: PanopticQuality): PanopticFigures => ({
      all: quality.mean(),
      things: quality.mean('things'),
      stuff: quality.mean('stuff'),
      classes: this.things.map((_, id) => quality.score(id)),
    });
    return { model: figures(this.#model), regions: figures(this.#regions), withSpecks: figures(this.#withSpecks) };
  }
}
