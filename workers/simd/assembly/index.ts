export { backdropWords, weighBackdrop } from './backdrop';
export { blend, copy } from './blend';
export { boxes } from './boxes';
export { narrowSamples, opaqueWords, planesToWords, turnWords } from './colour';
export { findContest } from './contest';
export { enlarge } from './enlarge';
export { gridLuma, keepSome } from './guide';
export { sampleMaps } from './maps';
export { matteCells, weighCells } from './matte-cells';
export { around, cellColours, lumaChange, sampleProbability } from './matte-grid';
export { matteSheet } from './matte-sheet';
export { regress } from './regress';
export { resample } from './resample';
export { softmax, toPlanes } from './softmax';
export { sumWindows } from './windows';

/** Where the memory begins that the module itself does not use. */
export function begin(): usize {
  return (__heap_base + 15) & ~15;
}
