/**
 * What of tests/browser runs in Firefox whenever all tests do, in some seconds: what its canvases and pointers do differently.
 * Tests that open a model are left to `npm run test:firefox`: about one opening in fifty never ends there under the test
 * server; of the built site none did in a hundred. Why is not known yet: it is no matter of how many files a worker comes in.
 */
export const FIREFOX_PART = [
  'tests/browser/compositor.test.ts',
  'tests/browser/isolation.test.ts',
  'tests/browser/analysis/timeline.test.ts',
];
