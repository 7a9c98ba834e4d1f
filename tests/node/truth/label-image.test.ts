import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { readLabelImage, VOID } from '../../../src/core/truth/label-image.ts';
import { packedPng, type PngParts } from '../../fixtures/png/packed-png.ts';

const COLOURS = ['#000000', '#ff0000', '#00ff00', '#0000ff'];
/** Five wide, so that lines of 1, 2 and 4 bits end in the middle of a byte. */
const IDS = [0, 1, 0, 1, 1, 1, 0, 0, 0, 1];
const WIDE_IDS = [0, 1, 2, 3, 1, 3, 2, 2, 0, 1];

function read(parts: Partial<PngParts> & Pick<PngParts, 'samples'>, colours = COLOURS) {
  return readLabelImage(packedPng({ width: 5, height: 2, depth: 8, type: 0, ...parts }), colours);
}

function idsOf(image: ReturnType<typeof readLabelImage>): number[] {
  if (typeof image === 'string') throw new Error(image);
  return [...image.ids];
}

describe('a label image', () => {
  const palette = Array.from({ length: 16 }, (_, i) => [9, 9, i > 8 ? 9 : 8] as const);

  it.each([1, 2, 4, 8] as const)('with a palette and %i bits says its indices', (depth) => {
    const samples = depth === 1 ? IDS : WIDE_IDS;
    expect(idsOf(read({ depth, type: 3, samples, palette: palette.slice(0, 2 ** depth) }))).toEqual(samples);
  });

  it.each([1, 2, 4, 8, 16] as const)('in grey with %i bits says its values, unscaled', (depth) => {
    const samples = depth === 1 ? IDS : WIDE_IDS;
    expect(idsOf(read({ depth, samples }))).toEqual(samples);
  });

  it('of more classes than a byte tells apart has class 255, and its void in 16 bits', () => {
    const many = Array.from({ length: 300 }, (_, id) => `#${id.toString(16).padStart(6, '0')}`);
    const samples = [0, 255, 256, 299, 65_535, 1, 1, 1, 1, 1];
    expect(idsOf(read({ depth: 16, samples }, many))).toEqual(samples);
    expect(idsOf(read({ depth: 8, samples: WIDE_IDS.map((id) => 255 - id) }, many))).toEqual(
      WIDE_IDS.map((id) => 255 - id),
    );
  });

  it('of 16 bits keeps values that no byte holds, and knows void in both widths', () => {
    expect(idsOf(read({ depth: 16, samples: [0, 1, 255, 65_535, 26_001, 0, 0, 0, 0, 0] }))).toEqual([
      0,
      1,
      VOID,
      VOID,
      26_001,
      0,
      0,
      0,
      0,
      0,
    ]);
  });

  it('in colour is read by the classes’ colours; what is transparent is void', () => {
    const rgb = [0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 0, 0];
    expect(idsOf(read({ type: 2, height: 1, samples: rgb }))).toEqual([0, 1, 2, 3, 1]);
    const rgba = [0, 0, 0, 255, 255, 0, 0, 255, 0, 255, 0, 0, 0, 0, 255, 255, 255, 0, 0, 255];
    expect(idsOf(read({ type: 6, height: 1, samples: rgba }))).toEqual([0, 1, VOID, 3, 1]);
    expect(idsOf(read({ type: 4, height: 1, samples: [0, 255, 1, 255, 2, 0, 3, 255, 1, 255] }))).toEqual([
      0,
      1,
      VOID,
      3,
      1,
    ]);
  });

  it('in colour is told of colours that are no class’s, and refused where all are, or one is several classes’', () => {
    const rgb = [1, 2, 3, 255, 0, 0, 1, 2, 3, 0, 0, 255, 9, 9, 9];
    const some = read({ type: 2, height: 1, samples: rgb });
    expect(idsOf(some)).toEqual([VOID, 1, VOID, 3, VOID]);
    expect(some).toMatchObject({ note: expect.stringContaining('#010203 and 1 more') as string });
    expect(read({ type: 2, height: 1, samples: rgb }, ['#123456'])).toMatch(/^it is in colour, and holds none/);
    expect(read({ type: 2, height: 1, samples: rgb }, ['#000000', '#ff0000', '#ff0000'])).toMatch(
      /#ff0000 is the colour of several/,
    );
  });

  it('whose palette has the classes’ colours in another order is told about', () => {
    const swapped = [[255, 0, 0] as const, [0, 0, 0] as const];
    const image = read({ type: 3, depth: 1, samples: IDS, palette: swapped });
    expect(idsOf(image)).toEqual(IDS);
    expect(image).toMatchObject({ note: expect.stringContaining('another order') as string });
    const own = [[0, 0, 0] as const, [255, 0, 0] as const];
    expect(read({ type: 3, depth: 1, samples: IDS, palette: own })).toMatchObject({ note: null });
  });

  it('that is interlaced below a byte, empty, cut off, damaged or no PNG is refused by name', () => {
    expect(read({ depth: 4, samples: WIDE_IDS, interlaced: true })).toMatch(/interlaced with 4 bits/);
    expect(readLabelImage(new Uint8Array(), COLOURS)).toBe('it is empty');
    const good = packedPng({ width: 5, height: 2, depth: 8, type: 0, samples: IDS });
    for (const end of [20, 45, good.length - 14]) expect(readLabelImage(good.slice(0, end), COLOURS)).toMatch(/PNG/);
    const bad = good.slice();
    bad[46]! ^= 4;
    expect(readLabelImage(bad, COLOURS)).toMatch(/damaged/);
    expect(readLabelImage(new TextEncoder().encode('no picture'), COLOURS)).toMatch(/cannot be read as a PNG/);
  });

  it('as others write it is read too', () => {
    const png = encode({ width: 5, height: 2, data: Uint8Array.from(WIDE_IDS), channels: 1, depth: 8 });
    expect(idsOf(readLabelImage(png, COLOURS))).toEqual(WIDE_IDS);
  });
});
