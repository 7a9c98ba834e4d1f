import { expect, it } from 'vitest';
import { variantFor } from '../../src/platform/runtime-variant.ts';

it('takes the build that waits for promises where WebAssembly can, and the plain one without a graphics device', () => {
  expect(variantFor('gpu')).toBe('Suspending' in WebAssembly ? 'jspi' : 'asyncify');
  expect(variantFor('cpu')).toBe('wasm');
});
