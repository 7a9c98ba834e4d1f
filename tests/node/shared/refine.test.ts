import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { checkRefine, RefineSchema } from '../../../src/core/refine/refine-schema.ts';
import { LIVE_REFINE, looks, remembers, withoutCostly } from '../../../src/core/refine/refine.ts';
import { REFINE_STAGES } from '../../../src/core/refine/stages.ts';

const accepts = (value: unknown): boolean => v.is(RefineSchema, value);

describe('refinement options', () => {
  it.each([
    [{}],
    [{ temporal: 0 }],
    [{ temporal: 0.95 }],
    [{ minRegion: 0 }],
    [{ closing: 0, opening: 8 }],
    [{ crf: false }],
    [{ crf: { iterations: 1 } }],
    [{ crf: { iterations: 5, radius: 4, appearance: 10, contrast: 0.001, smoothness: 0 } }],
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
    [{ crf: true }],
    [{ crf: {} }],
    [{ crf: { iterations: 6 } }],
    [{ crf: { iterations: 1, radius: 0 } }],
    [{ crf: { iterations: 1, contrast: 0 } }],
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

  it('say what each may be where one is wrong', () => {
    expect(() => checkRefine({ opening: -1 })).toThrowError(
      expect.objectContaining({
        remedy:
          'Use temporal 0 to 0.95, closing 0 to 8, opening 0 to 8, crf { iterations 1 to 5, radius 1 to 4, appearance 0 to 10, contrast 0.001 to 1, smoothness 0 to 10 }, minRegion 0 to 10000, guided { radius 1 to 16, epsilon 1e-6 to 1, gain 1 to 4 }.',
      }),
    );
  });

  it.each<[unknown, string]>([
    ['soft', '"refine" cannot be “soft”.'],
    [{ tmporal: 0.5 }, 'There is no “tmporal” in "refine", but “temporal”.'],
    [{ gamma: 1 }, 'There is no “gamma” in "refine".'],
    [{ closing: 9 }, '"refine.closing" cannot be 9.'],
    [{ closing: 1.5 }, '"refine.closing" cannot be 1.5, as it is a whole number.'],
    [{ temporal: Number.NaN }, '"refine.temporal" cannot be NaN.'],
    [{ guided: true }, '"refine.guided" cannot be true.'],
    [{ guided: { radius: 4 } }, '"refine.guided.epsilon" is missing.'],
    [{ guided: { radius: 4, epsilon: 0.1, gian: 1 } }, 'There is no “gian” in "refine.guided", but “gain”.'],
  ])('say in words what is wrong with %j', (wrong, problem) => {
    expect(() => checkRefine(wrong)).toThrowError(expect.objectContaining({ problem }));
  });

  it('are each declared by one stage', () => {
    const names = REFINE_STAGES.flatMap(({ options }) => Object.keys(options));
    expect(names).toEqual([...new Set(names)]);
  });

  it.each(REFINE_STAGES.map((stage) => [stage.name, stage] as const))('of %s keep to what they declare', (_, stage) => {
    expect(stage.isOn({})).toBe(false);
    for (const [name, option] of Object.entries(stage.options)) {
      const values = option.kind === 'switch' ? [option.start, false] : [option.least, option.most];
      for (const value of values) expect(accepts({ [name]: value }), `${name} ${String(value)}`).toBe(true);
      if (option.kind === 'switch') expect(stage.isOn({ [name]: option.start })).toBe(true);
      const sliders = option.kind === 'switch' ? Object.values(option.fields) : [option];
      for (const { slider, least, most } of sliders) {
        if (!slider) continue;
        expect(slider.least ?? least).toBeGreaterThanOrEqual(least);
        expect(slider.most ?? most).toBeLessThanOrEqual(most);
        expect(slider.hint).not.toMatch(/\.$/);
      }
    }
  });
});

describe('what a refinement needs', () => {
  it('is order where a stage remembers, and the frame where one looks at it', () => {
    expect([remembers(LIVE_REFINE), remembers({ closing: 1 }), remembers(false), remembers(null)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    const guided = { radius: 2, epsilon: 0.01 };
    expect([looks({ guided }), looks({ guided: false, temporal: 0.5 }), looks(undefined)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('is less where a stream cannot keep up', () => {
    const cheap = { temporal: 0.5, closing: 1 };
    expect(withoutCostly(cheap)).toBe(cheap);
    expect(withoutCostly({ ...cheap, guided: { radius: 2, epsilon: 0.01 } })).toEqual({ ...cheap, guided: false });
  });
});
