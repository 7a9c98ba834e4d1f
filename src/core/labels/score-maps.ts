/** How a map holds numbers from 0 to 1: as they are, or as bytes of which 255 is 1. */
export const MAP_TYPES = ['float32', 'uint8'] as const;
export type MapType = (typeof MAP_TYPES)[number];

/** The values of a map of that type. */
export type MapValues<Type extends MapType = MapType> = Type extends 'uint8'
  ? Uint8Array<ArrayBuffer>
  : Float32Array<ArrayBuffer>;

/** height × width maps of what the scores say, row-major, at the label map's size. */
export interface ScoreMaps<Type extends MapType = MapType> {
  readonly confidence?: MapValues<Type>;
  readonly entropy?: MapValues<Type>;
  /** classes × height × width. */
  readonly probabilities?: MapValues<Type>;
  /** How far the members of an ensemble are apart, 0 to 1. */
  readonly disagreement?: MapValues<Type>;
}

/** The outputs that are made of scores alone. */
export const SCORE_MAPS = [
  'confidence',
  'entropy',
  'probabilities',
  'disagreement',
] as const satisfies readonly (keyof ScoreMaps)[];
export type ScoreMapName = (typeof SCORE_MAPS)[number];

/** Whether an output is made of scores alone. */
export function isScoreMap(output: string): output is ScoreMapName {
  return (SCORE_MAPS as readonly string[]).includes(output);
}
