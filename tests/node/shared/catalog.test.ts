import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BUNDLED_MODELS, licenceInWords, partnersOf, suitableModel } from '../../../src/core/manifest/catalog.ts';
import { STREET } from '../../../src/sources/street/traits.ts';

describe('the model that suits a picture', () => {
  it.each([
    [640, 480, 'selfie'],
    [480, 640, 'selfie'],
    [1280, 720, 'selfie-landscape'],
    [1000, 1000, 'selfie'],
    [1550, 1000, 'selfie-landscape'],
  ])('of %i × %i is %s', (width, height, model) => {
    expect(suitableModel({ width, height })).toBe(model);
  });

  it('is one on offer', () => {
    const offered = BUNDLED_MODELS.map(({ id }) => id);
    for (const width of [100, 400]) expect(offered).toContain(suitableModel({ width, height: 200 }));
    expect(offered).toContain(STREET.model);
  });
});

describe('the partners of a model', () => {
  const classesOf = (id: string): string => {
    const text = readFileSync(new URL(`../../../models/${id}/manifest.json`, import.meta.url), 'utf8');
    const { classes } = JSON.parse(text) as { classes: { name: string }[] };
    return classes.map(({ name }) => name).join();
  };

  const averaged = BUNDLED_MODELS.filter(({ id }) => id !== 'people' && id !== 'person-parts');

  it.each(averaged)('$id are the others with its classes', ({ id }) => {
    const same = averaged.filter((each) => each.id !== id && classesOf(each.id) === classesOf(id));
    expect(partnersOf(id)).toEqual(same);
    expect(same).not.toEqual([]);
  });

  it('of a model that looks at pieces of the picture, of one that alone has its classes, and of one’s own, are none', () => {
    expect(partnersOf('people')).toEqual([]);
    expect(partnersOf('person-parts')).toEqual([]);
    expect(partnersOf('https://example.test/own.json')).toEqual([]);
  });
});

describe('a licence in words', () => {
  it('says where commercial use is forbidden', () => {
    expect(licenceInWords('CC-BY-NC-4.0')).toBe('CC-BY-NC-4.0, not for commercial use');
    expect(licenceInWords('CC-BY-4.0')).toBe('CC-BY-4.0');
    expect(licenceInWords('Apache-2.0')).toBe('Apache-2.0');
  });
});
