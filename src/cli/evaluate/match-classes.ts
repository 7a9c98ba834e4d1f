import { BYTE_CLASSES, createLabelMap, type LabelMap } from '../../core/labels/label-map.ts';
import { voidOf } from '../../core/truth/label-image.ts';

/** So many of the classes that only one side has are named. */
const NAMED = 10;

/**
 * The truth's id of each of the model's ids, by name; the order may differ, the list may not.
 * @throws Error naming what only one side has
 */
export function matchClasses(model: string, said: readonly string[], truth: readonly string[]): LabelMap {
  const [ids, known] = [new Map(truth.map((name, id) => [name, id])), new Set(said)];
  const missing = truth.filter((name) => !known.has(name));
  const extra = said.filter((name) => !ids.has(name));
  if (missing.length + extra.length > 0) {
    const sides = [
      missing.length > 0 ? `the labels have ${listed(missing)}, which it lacks` : '',
      extra.length > 0 ? `it has ${listed(extra)}, which the labels lack` : '',
    ];
    throw new Error(
      `The classes of the model "${model}" are not those of the labels: ${sides.filter(Boolean).join('; ')}. Pass the labels' list as --classes, or take another model.`,
    );
  }
  const toTruth = createLabelMap(said.length, Math.max(BYTE_CLASSES, said.length)).fill(voidOf(truth.length));
  said.forEach((name, id) => (toTruth[id] = ids.get(name)!));
  return toTruth;
}

function listed(names: readonly string[]): string {
  const more = names.length - NAMED;
  return names.slice(0, NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
