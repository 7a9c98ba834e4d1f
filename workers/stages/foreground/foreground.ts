import type { ModelClass } from '../../../src/core/manifest/manifest.ts';
import { probabilitiesAt, type Scores } from '../../../src/core/labels/scores.ts';

/** What stays in front of a blurred or replaced background: things, or where a model has none, all but its first class. */
export function keptClasses(classes: readonly ModelClass[]): readonly number[] {
  const things = classes.filter((each) => each.thing).map((each) => each.id);
  return things.length > 0 ? things : classes.slice(1).map((each) => each.id);
}

/**
 * How surely each pixel belongs to one of the `classes`, as 8-bit opacity at the scores' own size.
 * A step between 0.35 and 0.65 (Hermite) keeps edges soft and the inside opaque.
 */
export function foreground(scores: Scores, classes: readonly number[], out: Uint8Array): void {
  const binary = scores.kind === 'binary' && classes.length === 1 && classes[0] === 1;
  if (scores.kind === 'ids') {
    const inFront = new Set(classes);
    for (let i = 0; i < out.length; i += 1) out[i] = inFront.has(scores.data[i]!) ? 255 : 0;
    return;
  }
  const probabilities = new Float32Array(scores.classes);
  for (let i = 0; i < out.length; i += 1) {
    let p = 0;
    if (binary) p = scores.data[i * scores.pixelStride]!;
    else {
      probabilitiesAt(scores, i, probabilities);
      for (const id of classes) p += probabilities[id]!;
    }
    const t = Math.min(1, Math.max(0, (p - 0.35) / 0.3));
    out[i] = t * t * (3 - 2 * t) * 255 + 0.5;
  }
}
