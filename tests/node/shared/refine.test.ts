import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { checkRefine, RefineSchema } from '../../../src/core/manifest/refine-schema.ts';

const accepts = (value: unknown): boolean => v.is(RefineSchema, value);

describe('refinement options', () => {
  it.each([
    [{}],
    [{ temporal: 0 }],
    [{ temporal: 0.95 }],
    [{ minRegion: 0 }],
    [{ closing: 0, opening: 8 }],
    [{ guided: false }],
    [{ guided: { radius: 1, epsilon: 1e-6 } }],
    [{ guided: { radius: 16, epsilon: 1 } }],
    [{ guided: { radius: 3, epsilon: 1e-4, gain: 1.5 } }],
    [{ temporal: 0.5, closing: 1, opening: 1, minRegion: 64, guided: { radius: 4, epsilon: 1e-4 } }],
  ])('take %j', (options) => {
    expect(accepts(options)).toBe(true);
  });

  it.each([
    [{ temporal: -0.1 }],
    [{ temporal: 0.96 }],
    [{ temporal: Number.NaN }],
    [{ temporal: '0.5' }],
    [{ minRegion: -1 }],
    [{ minRegion: 1.5 }],
    [{ minRegion: 10_001 }],
    [{ tmporal: 0.5 }],
    [{ closing: -1 }],
    [{ closing: 9 }],
    [{ opening: 0.5 }],
    [{ opening: '1' }],
    [{ guided: true }],
    [{ guided: {} }],
    [{ guided: { radius: 4 } }],
    [{ guided: { radius: 0, epsilon: 0.01 } }],
    [{ guided: { radius: 17, epsilon: 0.01 } }],
    [{ guided: { radius: 2.5, epsilon: 0.01 } }],
    [{ guided: { radius: 4, epsilon: 0 } }],
    [{ guided: { radius: 4, epsilon: 0.01, gain: 0.5 } }],
    [{ guided: { radius: 4, epsilon: 0.01, gain: 5 } }],
    [{ guided: { radius: 4, epsilon: 1.1 } }],
    [{ guided: { radius: 4, epsilon: Number.NaN } }],
    [{ guided: { radius: 4, epsilon: 0.01, kind: 'colour' } }],
    [null],
    [true],
  ])('refuse %j', (options) => {
    expect(accepts(options)).toBe(false);
  });

  it('name what is wrong with them to a caller', () => {
    const wrong = { guided: { radius: 40, epsilon: 0.01 } };
    expect(() => checkRefine(wrong)).toThrowError(expect.objectContaining({ code: 'option-invalid' }));
    expect(() => checkRefine(wrong)).toThrowError('refine.guided.radius');
    expect(checkRefine({ closing: 1 })).toEqual({ closing: 1 });
    expect(checkRefine(false)).toBe(false);
  });
});
