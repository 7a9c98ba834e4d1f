import type { ModelClass } from '../../../src/core/manifest/manifest.ts';
import { probabilitiesAt, type Scores } from '../../../src/core/labels/scores.ts';

/** What stays in front of a blurred or replaced background: things, or where a model has none, all but its first class. */
export function keptClasses(classes: readonly ModelClass[]): readonly number[] {
  const things = classes.filter((each) => each.thing).map((each) => each.id);
  return things.length > 0 ? things : classes.slice(1).map((each) => each.id);
}

/**
 * The plane of scores that is what `foreground` gives already, but for numbers outside of 0 to 1 and what is none; null: there is none.
 */
export function foregroundPlane(scores: Scores, classes: readonly number[]): Float32Array | null {
  return isBinary(scores, classes) && scores.pixelStride === 1 && scores.data instanceof Float32Array
    ? scores.data
    : null;
}

function isBinary({ kind }: Scores, classes: readonly number[]): boolean {
  return kind === 'binary' && classes.length === 1 && classes[0] === 1;
}

/** How probably each pixel belongs to one of the `classes`, 0 to 1, at the scores' own size; where a model says what is no number, 0. */
export function foreground(scores: Scores, classes: readonly number[], out: Float32Array): void {
  if (scores.kind === 'ids') {
    const inFront = new Set(classes);
    for (let i = 0; i < out.length; i += 1) out[i] = inFront.has(scores.data[i]!) ? 1 : 0;
    return;
  }
  const binary = isBinary(scores, classes);
  const probabilities = new Float32Array(scores.classes);
  for (let i = 0; i < out.length; i += 1) {
    let p = 0;
    if (binary) p = scores.data[i * scores.pixelStride]!;
    else {
      probabilitiesAt(scores, i, probabilities);
      for (const id of classes) p += probabilities[id]!;
    }
    out[i] = p > 0 ? Math.min(1, p) : 0;
  }
}
