import { describe, expect, it } from 'vitest';
import { PerPixelError } from '../../../src/core/errors/errors.ts';
import { checkFrame, MAX_FRAME_PIXELS } from '../../../src/core/geometry/frame-budget.ts';
import type { Size } from '../../../src/core/geometry/fit.ts';

function refusal(size: Size): PerPixelError | null {
  try {
    checkFrame(size);
    return null;
  } catch (error) {
    if (error instanceof PerPixelError) return error;
    throw error;
  }
}

describe('a frame', () => {
  it.each([
    [{ width: 1, height: 1 }],
    [{ width: 1920, height: 1080 }],
    [{ width: 7680, height: 4320 }],
    [{ width: MAX_FRAME_PIXELS, height: 1 }],
  ])('of %j is labelled', (size) => {
    expect(refusal(size)).toBeNull();
  });

  it.each([[{ width: 0, height: 480 }], [{ width: 640, height: 0 }], [{ width: -1, height: 480 }]])(
    'of %j is no frame',
    (size) => {
      expect(refusal(size)?.code).toBe('frame-invalid');
    },
  );

  it('of one pixel too many is too large', () => {
    expect(refusal({ width: MAX_FRAME_PIXELS + 1, height: 1 })?.code).toBe('frame-too-large');
  });

  it.each([[{ width: 8192, height: 8192 }], [{ width: 40_000_000, height: 1 }], [{ width: 1, height: 40_000_000 }]])(
    'of %j is refused with the limit and a size that passes',
    (size) => {
      const error = refusal(size);
      expect(error?.problem).toContain('36 million');
      const [, width, height] = /(\d+) × (\d+)/.exec(error?.remedy ?? '') ?? [];
      expect(refusal({ width: Number(width), height: Number(height) })).toBeNull();
    },
  );
});
