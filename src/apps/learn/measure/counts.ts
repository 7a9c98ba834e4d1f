import type { Instance, Labelling } from '../../../core/instances/instance.ts';
import type { ModelClass } from '../../../core/manifest/manifest.ts';

/** A line of what was counted. */
export interface Count {
  readonly classId: number;
  /** Things; 0: stuff, which is not counted. */
  readonly things: number;
  /** Share of the picture, 0 to 1. */
  readonly share: number;
}

/** Below this share a class is a few stray pixels. */
const LEAST = 0.001;

/** What a way of telling apart finds: classes that are there, things by class, or both. The largest first. */
export function counted(
  labelling: Labelling,
  shares: ArrayLike<number>,
  instances: readonly Pick<Instance, 'classId'>[],
  classes: readonly Pick<ModelClass, 'id'>[],
): Count[] {
  const things = (classId: number): number => instances.filter((each) => each.classId === classId).length;
  return classes
    .map(({ id }) => ({ classId: id, things: labelling === 'semantic' ? 0 : things(id), share: shares[id] ?? 0 }))
    .filter(({ things: many, share }) => (labelling === 'instance' ? many > 0 : share >= LEAST || many > 0))
    .sort((a, b) => b.share - a.share);
}

/** How many parts a way of telling apart makes of a picture. */
export function partsOf(labelling: Labelling, counts: readonly Count[]): number {
  if (labelling === 'semantic') return counts.length;
  return counts.reduce((sum, { things }) => sum + (labelling === 'panoptic' ? Math.max(things, 1) : things), 0);
}
