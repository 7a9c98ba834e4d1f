import { matchSegments, type PanopticMap } from './match-segments.ts';

/** How well segments are found and met; 0 to 1 each. `pq` is the product of the others. */
export interface Quality {
  readonly pq: number;
  /** Segmentation quality: the mean IoU of the segments that are matched. */
  readonly sq: number;
  /** Recognition quality: the F1 score of finding them. */
  readonly rq: number;
}

export interface ClassQuality extends Quality {
  /** Segments matched, said in vain, and missed. */
  readonly matched: number;
  readonly extra: number;
  readonly missed: number;
}

/**
 * Panoptic quality (Kirillov, He, Girshick, Rother, Dollár: Panoptic Segmentation, CVPR 2019, equations 1 and 2): a segment of the
 * truth and one that is said match where they are of one class and their IoU exceeds 0.5, so that none has two matches.
 * PQ = Σ IoU of matches / (matches + ½ said in vain + ½ missed), counted over all frames.
 *
 * Void pixels of the truth are taken out of what is said before IoU is reckoned, and a segment without a match that is void for
 * more than a half is not counted (section 4.2 there). Pixels of a thing's class without an id are void in the truth, as a crowd is,
 * and in what is said belong to no segment.
 */
export class PanopticQuality {
  readonly #iou: Float64Array;
  readonly #matched: Float64Array;
  readonly #extra: Float64Array;
  readonly #missed: Float64Array;

  /** @param things by class id: whether its segments are things */
  constructor(readonly things: readonly boolean[]) {
    const counters = () => new Float64Array(things.length);
    this.#iou = counters();
    this.#matched = counters();
    this.#extra = counters();
    this.#missed = counters();
  }

  /**
   * Adds a frame.
   * @param least things of the truth that have fewer pixels are void: nobody is to find them, nor is wrong who does
   */
  add(said: PanopticMap, truth: PanopticMap, least = 1): void {
    const { matches, extra, missed } = matchSegments(said, truth, this.things, least);
    for (const { classId, iou } of matches) {
      this.#iou[classId]! += iou;
      this.#matched[classId]! += 1;
    }
    for (const classId of extra) this.#extra[classId]! += 1;
    for (const classId of missed) this.#missed[classId]! += 1;
  }

  /** null where the class has no segment on either side. */
  score(id: number): ClassQuality | null {
    const [matched = 0, extra = 0, missed = 0] = [this.#matched[id], this.#extra[id], this.#missed[id]];
    if (matched + extra + missed === 0) return null;
    const sq = matched > 0 ? this.#iou[id]! / matched : 0;
    const rq = matched / (matched + extra / 2 + missed / 2);
    return { pq: sq * rq, sq, rq, matched, extra, missed };
  }

  /** The means over the classes that occur, each figure by itself, as the paper has them; null where none occurs. */
  mean(which: 'all' | 'things' | 'stuff' = 'all'): Quality | null {
    const scores = this.things.flatMap((thing, id) => {
      const score = which === 'all' || thing === (which === 'things') ? this.score(id) : null;
      return score ?? [];
    });
    if (scores.length === 0) return null;
    const mean = (of: (score: Quality) => number) => scores.reduce((sum, score) => sum + of(score), 0) / scores.length;
    return { pq: mean(({ pq }) => pq), sq: mean(({ sq }) => sq), rq: mean(({ rq }) => rq) };
  }
}
