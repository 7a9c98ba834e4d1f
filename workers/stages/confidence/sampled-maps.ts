import type { MapValues } from '../../../src/core/labels/score-maps.ts';

/** Which maps to write, all of one type; each is target height × width, `probabilities` classes × height × width. */
export interface SampledMaps {
  readonly confidence?: MapValues | undefined;
  readonly entropy?: MapValues | undefined;
  readonly probabilities?: MapValues | undefined;
}
