import { invalid } from '../../../src/core/manifest/invalid.ts';
import type { ModelClass } from '../../../src/core/manifest/classes.ts';

/** Who decides about which of a model's classes, where a fast companion labels every frame. */
export interface Division {
  /** Of the model, in all. */
  readonly classes: number;
  /** Decided by the companion, whose classes these are too: ids of the model's, and of the companion's. */
  readonly shared: readonly { readonly id: number; readonly theirs: number }[];
  /** Ids of the model's other classes, which share what the companion leaves. */
  readonly own: readonly number[];
}

/**
 * By name: what both know is the companion's.
 * @throws PerPixelError `model-invalid` where they have no class in common, or nothing is left for one of the two
 */
export function divide(classes: readonly ModelClass[], companion: readonly ModelClass[]): Division {
  const theirs = new Map(companion.map(({ name, id }) => [name, id]));
  const shared = classes.flatMap(({ id, name }) => (theirs.has(name) ? [{ id, theirs: theirs.get(name)! }] : []));
  const own = classes.filter(({ name }) => !theirs.has(name)).map(({ id }) => id);
  if (shared.length > 0 && own.length > 0 && shared.length < companion.length)
    return { classes: classes.length, shared, own };
  const names = companion.map(({ name }) => name).join(', ');
  throw invalid(
    `"companion" labels ${names}: some of these have to be classes of the model as well, and some not, which its other classes divide among them`,
  );
}
