import type { TaughtClass } from './taught-class.ts';

/** What makes class scores of a trunk's features: score c = bias[c] + Σ weights[c, j] · feature[j]. */
export interface Head {
  /** The background first. */
  readonly classes: readonly TaughtClass[];
  /** [classes, channels], row-major. */
  readonly weights: Float32Array<ArrayBuffer>;
  readonly bias: Float32Array<ArrayBuffer>;
}

/** The score of a class that nobody has stroked: no pixel is one. */
export const UNTAUGHT = -1e4;

/** Before anything is taught, all is background. */
export function blankHead(background: TaughtClass, channels: number): Head {
  return { classes: [background], weights: new Float32Array(channels), bias: new Float32Array(1) };
}
