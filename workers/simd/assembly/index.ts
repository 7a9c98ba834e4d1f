export { blend, copy } from './blend';
export { narrowSamples, opaqueWords, planesToWords, turnWords } from './colour';
export { findContest } from './contest';
export { enlarge } from './enlarge';
export { gridLuma, keepSome } from './guide';
export { regress } from './regress';
export { resample } from './resample';

/** Where the memory begins that the module itself does not use. */
export function begin(): usize {
  return (__heap_base + 15) & ~15;
}
