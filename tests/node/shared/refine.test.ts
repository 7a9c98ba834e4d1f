import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { RefineSchema } from '../../../src/shared/refine-schema.ts';

const accepts = (value: unknown): boolean => v.is(RefineSchema, value);

describe('refinement options', () => {
  it.each([[{}], [{ temporal: 0 }], [{ temporal: 0.95 }], [{ minRegion: 0 }], [{ temporal: 0.5, minRegion: 64 }]])(
    'take %j',
    (options) => {
      expect(accepts(options)).toBe(true);
    },
  );

  it.each([
    [{ temporal: -0.1 }],
    [{ temporal: 0.96 }],
    [{ temporal: Number.NaN }],
    [{ temporal: '0.5' }],
    [{ minRegion: -1 }],
    [{ minRegion: 1.5 }],
    [{ minRegion: 10_001 }],
    [{ tmporal: 0.5 }],
    [null],
    [true],
  ])('refuse %j', (options) => {
    expect(accepts(options)).toBe(false);
  });
});
