import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  BUNDLED_MODELS,
  licenceInWords,
  partnersOf,
  suitableModel,
  type SourceKind,
} from '../../../src/core/manifest/catalog.ts';

describe('the model that suits a source', () => {
  it.each([
    ['camera', 640, 480, 'selfie'],
    ['camera', 480, 640, 'selfie'],
    ['camera', 1280, 720, 'selfie-landscape'],
    ['video', 1920, 1080, 'selfie-landscape'],
    ['image', 1000, 1000, 'selfie'],
    ['image', 1550, 1000, 'selfie-landscape'],
    ['street', 640, 480, 'driving-street'],
    ['street', 1280, 720, 'driving-street'],
  ] satisfies [SourceKind, number, number, string][])('of a %s of %i × %i is %s', (kind, width, height, model) => {
    expect(suitableModel(kind, { width, height })).toBe(model);
  });

  it('is one on offer', () => {
    const offered = BUNDLED_MODELS.map(({ id }) => id);
    for (const kind of ['camera', 'video', 'image', 'street'] as const) {
      for (const width of [100, 400]) expect(offered).toContain(suitableModel(kind, { width, height: 200 }));
    }
  });
});

describe('the partners of a model', () => {
  const classesOf = (id: string): string => {
    const text = readFileSync(new URL(`../../../models/${id}/manifest.json`, import.meta.url), 'utf8');
    const { classes } = JSON.parse(text) as { classes: { name: string }[] };
    return classes.map(({ name }) => name).join();
  };

  it.each(BUNDLED_MODELS)('$id are the others with its classes', ({ id }) => {
    const same = BUNDLED_MODELS.filter((each) => each.id !== id && classesOf(each.id) === classesOf(id));
    expect(partnersOf(id)).toEqual(same);
    expect(same).not.toEqual([]);
  });

  it('of a model of one’s own are none', () => {
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
