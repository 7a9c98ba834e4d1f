import { describe, expect, it } from 'vitest';
import {
  backgroundOf,
  backgroundText,
  overlayOf,
  radiusOf,
  readBackground,
} from '../../../src/core/background/background.ts';
import { backgroundOption } from '../../../src/core/options/background-option.ts';
import { trackOptions } from '../../../src/core/options/track-options.ts';
import { place } from '../../../src/core/geometry/fit.ts';
import { blurIn, DEFAULT_VIEW, shownBackground } from '../../../src/core/view/view.ts';

describe('what is said of a background', () => {
  it.each([
    ['blur', { kind: 'blur', strength: 0.5 }, 'blur'],
    [' Bokeh 0.80 ', { kind: 'bokeh', strength: 0.8 }, 'blur'],
    ['blur 0', { kind: 'blur', strength: 0 }, 'blur'],
    ['Hills', { kind: 'scene', scene: 'hills' }, 'replace'],
    ['#2A6', { kind: 'colour', colour: '#22aa66' }, 'replace'],
    ['#204060', { kind: 'colour', colour: '#204060' }, 'replace'],
    ['transparent', { kind: 'nothing' }, 'cutout'],
    ['./My Room.jpg', { kind: 'file', file: './My Room.jpg' }, 'replace'],
    ['hills.webm', { kind: 'file', file: 'hills.webm' }, 'replace'],
    ['https://example.org/a', { kind: 'file', file: 'https://example.org/a' }, 'replace'],
  ] as const)('“%s” is read, and shown by its overlay', (text, background, overlay) => {
    expect(readBackground(text)).toEqual(background);
    expect(overlayOf(background)).toBe(overlay);
    expect(readBackground(backgroundText(background)!)).toEqual(background);
  });

  it.each([
    ['hils', /Did you mean hills\?/],
    ['blur 2', /strength from 0 to 1/],
    ['blur much', /strength from 0 to 1/],
    ['#12', /as #204060/],
    ['hills 0.5', /Use blur, bokeh/],
    ['library', /studio, window, hills, garden, city, paper/],
  ])('“%s” is refused with what there is', (text, remedy) => {
    expect(() => readBackground(text)).toThrow(
      expect.objectContaining({ code: 'option-invalid', remedy: expect.stringMatching(remedy) }),
    );
  });

  it('blurs twice as far with each quarter of the strength, and at none of it still', () => {
    const radii = [0, 0.25, 0.5, 0.75, 1].map((strength) => radiusOf({ strength }));
    expect(radii.map((radius) => radius.toFixed(4))).toEqual(['0.0050', '0.0100', '0.0200', '0.0400', '0.0800']);
  });

  it('may be a file or an address too, and nothing at all', () => {
    const file = new Blob(['x']);
    expect(backgroundOption(file)).toEqual({ kind: 'file', file });
    expect(backgroundText({ kind: 'file', file })).toBeNull();
    expect(backgroundOption(new URL('https://example.org/room.jpg'))).toEqual({
      kind: 'file',
      file: 'https://example.org/room.jpg',
    });
    for (const nothing of [null, undefined, '']) expect(backgroundOption(nothing)).toBeNull();
    for (const wrong of [3, {}, ['hills']]) expect(() => backgroundOption(wrong)).toThrow(/cannot be/);
  });
});

describe('what an overlay shows behind', () => {
  it('is what was chosen where that is its own, and else what it shows by itself', () => {
    const hills = readBackground('hills');
    expect(backgroundOf('replace', hills)).toBe(hills);
    expect(backgroundOf('blur', hills)).toEqual({ kind: 'blur', strength: 0.5 });
    expect(backgroundOf('replace', null)).toEqual({ kind: 'scene', scene: 'studio' });
    expect(backgroundOf('cutout', null)).toEqual({ kind: 'nothing' });
    const background = { kind: 'bokeh', strength: 1 } as const;
    expect(blurIn({ ...DEFAULT_VIEW, overlay: 'blur', background })).toBe(background);
    expect(blurIn({ ...DEFAULT_VIEW, overlay: 'replace', background })).toBeNull();
    expect(shownBackground({ ...DEFAULT_VIEW, overlay: 'labels', background })).toBeNull();
  });

  it('chooses the overlay of a processed track, unless that is said too', () => {
    expect(trackOptions({})).toMatchObject({ overlay: 'blur', background: null, lightWrap: 0 });
    expect(trackOptions({ background: 'city' })).toMatchObject({ overlay: 'replace', background: { scene: 'city' } });
    expect(trackOptions({ background: 'transparent' })).toMatchObject({ overlay: 'cutout' });
    expect(trackOptions({ background: 'city', overlay: 'labels' })).toMatchObject({ overlay: 'labels' });
    expect(() => trackOptions({ background: 'cty' })).toThrow(/no background/);
    expect(() => trackOptions({ lightWrap: 2 })).toThrow(/lightWrap/);
  });

  it.each([
    [
      { width: 1600, height: 900 },
      { width: 720, height: 1280 },
      { y: 0, height: 1280 },
    ],
    [
      { width: 900, height: 1600 },
      { width: 1280, height: 720 },
      { x: 0, width: 1280 },
    ],
    [
      { width: 300, height: 300 },
      { width: 640, height: 480 },
      { x: 0, y: -80, width: 640, height: 640 },
    ],
  ])('covers the picture whole in its own shape, cut off as much on either side', (own, picture, expected) => {
    const placed = place('cover', own, picture);
    expect(placed).toMatchObject(expected);
    expect(placed.width / placed.height).toBeCloseTo(own.width / own.height);
    expect(placed.x + placed.width / 2).toBeCloseTo(picture.width / 2);
    expect(placed.y + placed.height / 2).toBeCloseTo(picture.height / 2);
  });
});
