import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';

function put(name: 'Suspending' | 'promising', value: unknown): void {
  const before = Object.getOwnPropertyDescriptor(WebAssembly, name);
  Object.defineProperty(WebAssembly, name, { value, configurable: true, writable: true });
  onTestFinished(() => {
    if (before) Object.defineProperty(WebAssembly, name, before);
    else Reflect.deleteProperty(WebAssembly, name);
  });
}

/** Asked anew, as on another page. */
async function variant(): Promise<string> {
  const { variantFor } = await import('../../../src/platform/runtime-variant.ts');
  return variantFor('gpu');
}

describe('the build of ONNX Runtime for a graphics device', () => {
  beforeEach(() => void vi.resetModules());

  it('is the one that waits by itself where WebAssembly cannot wait for promises', async () => {
    put('Suspending', undefined);
    expect(await variant()).toBe('asyncify');
  });

  it.each([
    ['an object in place of a function', function () {}],
    [
      'a function that waits for nothing',
      function () {
        return () => 1;
      },
    ],
  ])('is the same one where only the names are there (%s)', async (_what, suspending) => {
    put('Suspending', suspending);
    put('promising', (waiting: unknown) => waiting);
    expect(await variant()).toBe('asyncify');
  });
});
