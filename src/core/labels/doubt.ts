import type { ModelClass } from '../manifest/classes.ts';
import type { View } from '../view/view.ts';

/** Where a manifest does not say otherwise, half of the pixels of this confidence are right. */
const HALF = 0.5;

/**
 * The confidence below which pixels of each class are hatched, by id. A view's `doubt` of one half means: right less often than
 * not, which every class has a confidence of its own for; other values lie on straight lines from there to 0 and to 1. Things that a view
 * tells apart are no longer told by their class: of theirs the view's own value holds.
 */
export function leastConfidences(
  classes: readonly ModelClass[],
  { doubt, labelling }: Pick<View, 'doubt' | 'labelling'>,
) {
  return Float32Array.from(classes, ({ thing, doubt: half = HALF }) => {
    if (thing && labelling !== 'semantic') return doubt;
    return doubt <= HALF ? (doubt / HALF) * half : half + ((doubt - HALF) / HALF) * (1 - half);
  });
}
