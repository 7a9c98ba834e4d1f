/** What of tests/browser runs in Firefox whenever all tests do: about a minute of it. */
export const FIREFOX_PART = [
  'tests/browser/isolation.test.ts',
  'tests/browser/segmenter.test.ts',
  'tests/browser/models/model-input.test.ts',
];
