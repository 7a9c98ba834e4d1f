/**
 * What of tests/browser runs in Firefox whenever all tests do, in some seconds: what its canvases, pointers, frames and workers
 * do differently.
 */
export const FIREFOX_PART = [
  'tests/browser/compositor.test.ts',
  'tests/browser/frames.test.ts',
  'tests/browser/isolation.test.ts',
  'tests/browser/segmenter.test.ts',
  'tests/browser/analysis/timeline.test.ts',
];
