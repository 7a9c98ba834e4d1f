import { expect, it } from 'vitest';

it('runs where the page is cross-origin isolated, so that WASM has threads', () => {
  expect(globalThis.crossOriginIsolated).toBe(true);
});
