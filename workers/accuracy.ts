import { ConfusionMatrix } from '../src/shared/confusion.ts';
import type { Labelled } from '../src/shared/labelled.ts';
import type { ModelSpec } from '../src/shared/manifest.ts';
import type { Accuracy, Truth } from '../src/shared/protocol.ts';

/** A frame's weight after as many more: half is gone in about 45 frames. */
const FADE = 0.985;

/** Live mIoU against a source that knows its own labels, over the last few seconds. */
export interface AccuracyMeter {
  /** null where the model lacks a class of the truth, by name. */
  add(labelled: Labelled, truth: Truth): Accuracy | null;
  reset(): void;
}

export function createAccuracyMeter({ classes }: ModelSpec): AccuracyMeter {
  let matrix: ConfusionMatrix | null = null;
  let frames = 0;
  return {
    add({ labels, size }, truth) {
      const toTruth = matchClasses(classes, truth.classes);
      if (!toTruth) return null;
      matrix ??= new ConfusionMatrix(truth.classes.length);
      matrix.fade(FADE);
      matrix.add(labels, size, truth.labels, truth, toTruth);
      frames += 1;
      const scored = matrix;
      return {
        miou: scored.miou,
        perClass: truth.classes.map((name, id) => ({ name, iou: scored.iou(id) })),
        frames,
      };
    },
    reset() {
      matrix = null;
      frames = 0;
    },
  };
}

/** The truth's id of each of the model's classes; null where the truth has a class that the model does not know. */
function matchClasses(classes: ModelSpec['classes'], names: readonly string[]): Uint8Array | null {
  const known = new Set(classes.map((each) => each.name.toLowerCase()));
  if (!names.every((name) => known.has(name.toLowerCase()))) return null;
  const toTruth = new Uint8Array(256).fill(255);
  for (const { id, name } of classes) {
    const index = names.findIndex((each) => each.toLowerCase() === name.toLowerCase());
    if (index >= 0) toTruth[id] = index;
  }
  return toTruth;
}
