import type { Size } from '../../../core/geometry/fit.ts';
import type { ModelSpec } from '../../../core/manifest/manifest.ts';
import type { Truth } from '../../../core/truth/truth.ts';
import type { Segmentation } from '../../../live/segmenter.ts';

/** A frame with what the network says of it. */
export interface Specimen extends Size {
  readonly image: ImageData;
  /** The exact labels, where the source knows them. */
  readonly truth: Truth | null;
}

/** A frame that is labelled, with probabilities, confidence, entropy and instances. */
export interface Labelled {
  readonly specimen: Specimen;
  readonly model: ModelSpec;
  readonly maps: Segmentation;
  /** For every pixel the likeliest class, before anything is refined. */
  readonly raw: Uint8Array<ArrayBuffer>;
}

/** The likeliest class of each pixel. @param probabilities classes × pixels */
export function likeliest(probabilities: Float32Array, pixels: number): Uint8Array<ArrayBuffer> {
  const best = new Uint8Array(pixels);
  const most = probabilities.slice(0, pixels);
  for (let id = 1, at = pixels; at < probabilities.length; id += 1) {
    for (let pixel = 0; pixel < pixels; pixel += 1, at += 1) {
      const probability = probabilities[at]!;
      if (probability <= most[pixel]!) continue;
      most[pixel] = probability;
      best[pixel] = id;
    }
  }
  return best;
}
