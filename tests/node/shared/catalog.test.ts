import { describe, expect, it } from 'vitest';
import { BUNDLED_MODELS, licenceInWords, suitableModel, type SourceKind } from '../../../src/shared/catalog.ts';

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

describe('a licence in words', () => {
  it('says where commercial use is forbidden', () => {
    expect(licenceInWords('CC-BY-NC-4.0')).toBe('CC-BY-NC-4.0, not for commercial use');
    expect(licenceInWords('CC-BY-4.0')).toBe('CC-BY-4.0');
    expect(licenceInWords('Apache-2.0')).toBe('Apache-2.0');
  });
});
