import type { ModelClass } from '../../../core/manifest/manifest.ts';

const ROAD = 'road';
/** What a cut-out keeps, where there is any of it: what is alive or drives. */
const IN_FRONT = /^(person|pedestrian|bicyclist|car|hair|body skin|face skin|clothes|others)$/i;

/** The class that one can go through: road; without any, the first one, the background. */
export function emptyClass(classes: readonly Pick<ModelClass, 'id' | 'name'>[]): number {
  return classes.find(({ name }) => name === ROAD)?.id ?? 0;
}

/** Whether the network knows streets. */
export function knowsRoads(classes: readonly Pick<ModelClass, 'name'>[]): boolean {
  return classes.some(({ name }) => name === ROAD);
}

/** By class id, whether a cut-out keeps it. */
export function inFront(classes: readonly Pick<ModelClass, 'name'>[]): boolean[] {
  return classes.map(({ name }) => IN_FRONT.test(name));
}

/** The class that most pixels have. */
export function largestClass(shares: ArrayLike<number>): number {
  return Array.from(shares).reduce((best, share, id, all) => (share > (all[best] ?? 0) ? id : best), 0);
}
