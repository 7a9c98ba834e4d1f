import type { Size } from '../../../core/geometry/fit.ts';
import { ConfusionMatrix } from '../../../core/metrics/confusion.ts';

/** In place of a label where nothing was painted. */
export const UNPAINTED = 255;

export interface Score {
  /** Mean intersection over union, 0 to 1, over the classes that the truth or the labels have. */
  readonly miou: number;
  /** Share of the pixels that are right, 0 to 1. */
  readonly right: number;
}

/** Labels beside the exact ones, both of the same numbering and size. What was left unpainted is wrong. */
export function scoreOf(labels: ArrayLike<number>, truth: ArrayLike<number>, size: Size, classes: number): Score {
  // nothing painted is a class by itself, which no pixel of the truth is of
  const confusion = new ConfusionMatrix(classes + 1);
  const given = Uint8Array.from(labels, (label) => Math.min(label, classes));
  const exact = Uint8Array.from(truth);
  confusion.add(
    given,
    size,
    exact,
    size,
    Uint8Array.from({ length: 256 }, (_, id) => id),
  );
  const ious = Array.from({ length: classes }, (_, id) => confusion.iou(id)).filter((iou) => iou !== null);
  let right = 0;
  for (let at = 0; at < given.length; at += 1) right += Number(given[at] === exact[at]);
  return {
    miou: ious.length > 0 ? ious.reduce((sum, iou) => sum + iou, 0) / ious.length : 0,
    right: given.length > 0 ? right / given.length : 0,
  };
}

/** Of each pixel whether it has the wrong label: 1, or 0. */
export function errorsOf(labels: ArrayLike<number>, truth: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: truth.length }, (_, at) => Number(labels[at] !== truth[at]));
}
