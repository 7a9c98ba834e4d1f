import type { Instance } from './instance.ts';

/** By class id, how many things of it there are; null: nothing is told apart. */
export function countsOf(instances: readonly Instance[] | null): Map<number, number> | null {
  if (!instances) return null;
  const counts = new Map<number, number>();
  for (const { classId } of instances) counts.set(classId, (counts.get(classId) ?? 0) + 1);
  return counts;
}
