import type { Instance } from '../instances/instance.ts';

/** The thing that a pixel belongs to; its `share` of the picture is 0 to 1. */
export interface ProbedThing extends Pick<Instance, 'id' | 'track' | 'score'> {
  readonly share: number;
}

/** The class of one pixel of the last frame; `confidence` and the class's `share` of the picture are 0 to 1. */
export interface Probe {
  readonly classId: number;
  readonly name: string;
  readonly confidence: number;
  readonly share: number;
  /** Absent: none that is told apart. */
  readonly thing?: ProbedThing | undefined;
}

/** The pixel's thing as a probe has it. @param pixels of the frame */
export function probedThing(instance: Instance | undefined, pixels: number): Pick<Probe, 'thing'> {
  if (!instance) return {};
  const { id, track, score, area } = instance;
  return { thing: { id, track, score, share: area / pixels } };
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
