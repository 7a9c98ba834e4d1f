import { isWide } from '../../src/core/labels/label-map.ts';

/** How many labels of a map lie in a 32-bit word: bytes, or where there are more than 256 classes 16 bits each. */
export function labelsInWord(classes: number): 4 | 2 {
  return isWide(classes) ? 2 : 4;
}

/** The words of a label map. */
export function labelWords(classes: number, pixels: number): number {
  return Math.ceil(pixels / labelsInWord(classes));
}
