/** What of tests/browser runs in Firefox whenever all tests do, in a minute: what its frames, canvases and workers do differently. */
export const FIREFOX_PART = [
  'tests/browser/compositor.test.ts',
  'tests/browser/frames.test.ts',
  'tests/browser/isolation.test.ts',
  'tests/browser/segmenter.test.ts',
  'tests/browser/analysis/timeline.test.ts',
];
