/**
 * What of tests/browser runs in Firefox whenever all tests do, in half a minute: what its frames, canvases and pointers do
 * differently. The many sessions of the segmenter's tests, one of which hung there once in seven runs, are left to
 * `npm run test:firefox`.
 */
export const FIREFOX_PART = [
  'tests/browser/compositor.test.ts',
  'tests/browser/frames.test.ts',
  'tests/browser/isolation.test.ts',
  'tests/browser/analysis/timeline.test.ts',
];
