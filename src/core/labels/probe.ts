/** The class of one pixel of the last frame; `confidence` and the class's `share` of the picture are 0 to 1. */
export interface Probe {
  readonly classId: number;
  readonly name: string;
  readonly confidence: number;
  readonly share: number;
}

/** @param probabilities,shares one a class */
export function toProbe(
  classes: readonly { readonly name: string }[],
  classId: number,
  probabilities: Float32Array,
  shares: Float32Array,
): Probe {
  return {
    classId,
    name: classes[classId]?.name ?? '',
    confidence: probabilities[classId] ?? 0,
    share: shares[classId] ?? 0,
  };
}
