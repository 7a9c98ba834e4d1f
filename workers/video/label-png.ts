import { encode } from 'fast-png';
import type { Size } from '../../src/core/geometry/fit.ts';
import type { LabelMap } from '../../src/core/labels/label-map.ts';
import { indexedPng } from './indexed-png.ts';

/**
 * A label map as a PNG whose values are the class ids: with the classes' colours as its palette, or in grey of 16 bits where
 * there are more ids than a palette has room for.
 */
export function labelPng(labels: LabelMap, { width, height }: Size, colours: readonly string[]): Uint8Array {
  return labels instanceof Uint16Array
    ? encode({ width, height, data: labels, channels: 1, depth: 16 })
    : indexedPng(labels, width, height, colours);
}
