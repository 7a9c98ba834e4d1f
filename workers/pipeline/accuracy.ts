import { ConfusionMatrix } from '../../src/core/metrics/confusion.ts';
import type { Labelled } from '../../src/core/labels/labelled.ts';
import type { ModelSpec } from '../../src/core/manifest/manifest.ts';
import type { Accuracy } from '../../src/core/metrics/accuracy.ts';
import type { Truth } from '../../src/core/truth/truth.ts';

/** A frame's weight after as many more: half is gone in about 45 frames. */
const FADE = 0.985;

/** Live mIoU against a source that knows its own labels, over the last few seconds. */
export interface AccuracyMeter {
  /** null where the model lacks a class of the truth, by name. */
  add(labelled: Pick<Labelled, 'labels' | 'size'>, truth: Truth): Accuracy | null;
  /** The same with pairs that were counted elsewhere: rows are the truth, over so many frames. */
  addCounts(counts: ArrayLike<number>, frames: number, truthClasses: readonly string[]): Accuracy;
  reset(): void;
}

export function createAccuracyMeter({ classes }: ModelSpec): AccuracyMeter {
  let matrix: ConfusionMatrix | null = null;
  let frames = 0;
  return {
    add({ labels, size }, truth) {
      const toTruth = matchClasses(classes, truth.classes);
      if (!toTruth) return null;
      const scored = faded(truth.classes.length, 1);
      scored.add(labels, size, truth.labels, truth, toTruth);
      return report(scored, truth.classes);
    },
    addCounts(counts, added, truthClasses) {
      const scored = faded(truthClasses.length, added);
      for (let i = 0; i < scored.counts.length; i += 1) scored.counts[i]! += counts[i] ?? 0;
      return report(scored, truthClasses);
    },
    reset() {
      matrix = null;
      frames = 0;
    },
  };

  function faded(truthClasses: number, added: number): ConfusionMatrix {
    matrix ??= new ConfusionMatrix(truthClasses);
    matrix.fade(FADE ** added);
    frames += added;
    return matrix;
  }

  function report(scored: ConfusionMatrix, names: readonly string[]): Accuracy {
    return { miou: scored.miou, perClass: names.map((name, id) => ({ name, iou: scored.iou(id) })), frames };
  }
}

/** The truth's id of each of the model's classes; null where the truth has a class that the model does not know. */
export function matchClasses(classes: ModelSpec['classes'], names: readonly string[]): Uint8Array | null {
  const known = new Set(classes.map((each) => each.name.toLowerCase()));
  if (!names.every((name) => known.has(name.toLowerCase()))) return null;
  const toTruth = new Uint8Array(Math.max(256, classes.length)).fill(255);
  for (const { id, name } of classes) {
    const index = names.findIndex((each) => each.toLowerCase() === name.toLowerCase());
    if (index >= 0) toTruth[id] = index;
  }
  return toTruth;
}
