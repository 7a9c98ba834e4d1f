/**
 * Whether a picture shows another scene than the one before: the mean change of its small luma (0 to 255, blocks of 4 × 4 pixels of
 * the model's input). Pictures of one scene half a second apart stay below 18, those of different scenes are above 32.
 */
export const CUT = 25;

/** @param before,now luma of as many blocks; of another number of them, nothing is known */
export function isCut(before: Uint8Array, now: Uint8Array): boolean {
  if (before.length !== now.length || now.length === 0) return false;
  let change = 0;
  for (let i = 0; i < now.length; i += 1) change += Math.abs(now[i]! - before[i]!);
  return change > CUT * now.length;
}
