import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { place, type Size } from '../../../src/core/geometry/fit.ts';
import type { InputSpec } from '../../../src/core/manifest/manifest.ts';
import { packPixel, parseColour } from '../../../src/core/labels/palette.ts';
import type { Pixels } from '../../../src/core/geometry/pixels.ts';
import type { InputArray } from '../../../src/core/manifest/model-input.ts';
import { createPreprocess, type Preprocess } from '../../../workers/stages/preprocess/preprocess.ts';
import { randomly } from '../../fixtures/randomly.ts';
import { tent } from './reference.ts';

const plain: InputSpec = {
  name: 'input',
  width: 4,
  height: 3,
  layout: 'NCHW',
  type: 'float32',
  scale: 1 / 255,
  mean: [0, 0, 0],
  std: [1, 1, 1],
  colour: 'RGB',
  fit: { mode: 'stretch', colour: '#000000' },
};

type Rgb = readonly [number, number, number];

const picture = ({ width, height }: Size, at: (x: number, y: number) => Rgb): Pixels => ({
  width,
  height,
  words: Uint32Array.from({ length: width * height }, (_, i) => packPixel(...at(i % width, Math.floor(i / width)))),
});

function randomPicture(size: Size, seed: number): Pixels {
  const random = randomly(seed);
  const byte = (): number => Math.floor(random() * 256);
  return picture(size, () => [byte(), byte(), byte()]);
}

const roomFor = ({ type, width, height }: InputSpec): InputArray =>
  type === 'uint8' ? new Uint8Array(3 * width * height) : new Float32Array(3 * width * height).fill(-999);

function inputOf(spec: InputSpec, pixels: Pixels, shown: Size = pixels, stage?: Preprocess): InputArray {
  const out = roomFor(spec);
  (stage ?? createPreprocess(spec)).run(pixels, shown, out);
  return out;
}

/** What the model reads at a pixel: its three channels in its own order. */
function channelsAt({ layout, width, height }: InputSpec, input: InputArray, x: number, y: number): number[] {
  const pixel = y * width + x;
  return [0, 1, 2].map((c) => input[layout === 'NCHW' ? c * width * height + pixel : pixel * 3 + c]!);
}

/** The same, worked out pixel by pixel from the whole picture. */
function naiveAt(spec: InputSpec, pixels: Pixels, shown: Size, x: number, y: number): number[] {
  const at = place(spec.fit.mode, shown, spec);
  // bars end at the nearest whole pixel; however thin the picture is, it has one
  const isBar = (pixel: number, start: number, extent: number): boolean =>
    pixel < Math.round(start) || pixel >= Math.max(Math.round(start) + 1, Math.round(start + extent));
  const outside = isBar(x, at.x, at.width) || isBar(y, at.y, at.height);
  const [sx, sy] = [pixels.width / at.width, pixels.height / at.height];
  const column = tent(x, spec.width, -at.x * sx, spec.width * sx, pixels.width);
  const row = tent(y, spec.height, -at.y * sy, spec.height * sy, pixels.height);
  const channel = (shift: number): number =>
    [...pixels.words].reduce((sum, word, i) => {
      const weight = column[i % pixels.width]! * row[Math.floor(i / pixels.width)]!;
      return sum + ((word >>> shift) & 255) * weight;
    }, 0);
  const rgb = outside ? parseColour(spec.fit.colour) : [channel(0), channel(8), channel(16)];
  const ordered = spec.colour === 'RGB' ? rgb : rgb.toReversed();
  return ordered.map((value, c) => (value * spec.scale - spec.mean[c]!) / spec.std[c]!);
}

function expectNaive(spec: InputSpec, pixels: Pixels, shown: Size): void {
  const input = inputOf(spec, pixels, shown);
  const tolerance = (255 * spec.scale * 1e-5) / Math.min(...spec.std);
  for (let y = 0; y < spec.height; y += 1) {
    for (let x = 0; x < spec.width; x += 1) {
      const expected = naiveAt(spec, pixels, shown, x, y);
      channelsAt(spec, input, x, y).forEach((value, c) => {
        expect(Math.abs(value - expected[c]!), `channel ${c} at ${x}, ${y}`).toBeLessThanOrEqual(tolerance);
      });
    }
  }
}

const side = fc.integer({ min: 1, max: 12 });
const someSize = fc.record({ width: side, height: side });
const someMean = fc.double({ min: -1, max: 1, noNaN: true });
const someStd = fc.double({ min: 0.1, max: 2, noNaN: true });
const someSpec: fc.Arbitrary<InputSpec> = fc
  .record({
    size: someSize,
    layout: fc.constantFrom('NCHW' as const, 'NHWC' as const),
    scale: fc.constantFrom(1, 1 / 255, 1 / 127.5),
    mean: fc.tuple(someMean, someMean, someMean),
    std: fc.tuple(someStd, someStd, someStd),
    colour: fc.constantFrom('RGB' as const, 'BGR' as const),
    mode: fc.constantFrom('stretch' as const, 'letterbox' as const, 'cover' as const),
  })
  .map(({ size, mode, ...rest }) => ({ ...plain, ...size, ...rest, fit: { mode, colour: '#0a64c8' } }));

describe('a picture of the model’s own size', () => {
  const pixels = randomPicture(plain, 1);

  it('arrives to the last bit', () => {
    const input = inputOf({ ...plain, scale: 1 }, pixels);
    const bytes = [0, 8, 16].flatMap((shift) => Array.from(pixels.words, (word) => (word >>> shift) & 255));
    expect([...input]).toEqual(bytes);
  });

  it('has no use for alpha', () => {
    const clear = { ...pixels, words: pixels.words.map((word) => word & 0xffffff) };
    expect(inputOf(plain, clear)).toEqual(inputOf(plain, pixels));
  });

  it('has its channels in planes or pixel by pixel, in the order the model wants', () => {
    const one = { ...plain, width: 2, height: 1, scale: 1 };
    const two = picture(one, (x) => (x === 0 ? [1, 2, 3] : [4, 5, 6]));
    expect([...inputOf(one, two)]).toEqual([1, 4, 2, 5, 3, 6]);
    expect([...inputOf({ ...one, layout: 'NHWC' }, two)]).toEqual([1, 2, 3, 4, 5, 6]);
    expect([...inputOf({ ...one, colour: 'BGR' }, two)]).toEqual([3, 6, 2, 5, 1, 4]);
    expect([...inputOf({ ...one, layout: 'NHWC', colour: 'BGR' }, two)]).toEqual([3, 2, 1, 6, 5, 4]);
  });

  it('reaches a model of one channel as its luma', () => {
    const one: InputSpec = { ...plain, width: 2, height: 1, scale: 0.5, mean: [10], std: [4], colour: 'grey' };
    const two = picture(one, (x) => (x === 0 ? [100, 200, 50] : [255, 255, 255]));
    const luma = 0.299 * 100 + 0.587 * 200 + 0.114 * 50;
    const expected = [(luma * 0.5 - 10) / 4, (255 * 0.5 - 10) / 4];
    for (const layout of ['NCHW', 'NHWC'] as const) {
      const input = new Float32Array(2);
      createPreprocess({ ...one, layout }).run(two, two, input);
      expected.forEach((value, x) => expect(input[x]).toBeCloseTo(value, 4));
    }
    const bytes = new Uint8Array(2);
    createPreprocess({ ...one, type: 'uint8', scale: 1, mean: [0], std: [1] }).run(two, two, bytes);
    expect([...bytes]).toEqual([Math.round(luma), 255]);
  });

  it('reaches a model of four channels with an alpha that is opaque everywhere', () => {
    const mean = [0, 0, 0, 55];
    const one: InputSpec = { ...plain, width: 2, height: 1, scale: 1, mean, std: [1, 1, 1, 2], colour: 'RGBA' };
    const two = picture(one, (x) => (x === 0 ? [1, 2, 3] : [4, 5, 6]));
    const given = (spec: InputSpec): number[] => {
      const input = new Float32Array(8);
      createPreprocess(spec).run(two, two, input);
      return [...input];
    };
    expect(given(one)).toEqual([1, 4, 2, 5, 3, 6, 100, 100]);
    expect(given({ ...one, layout: 'NHWC', colour: 'BGRA' })).toEqual([3, 2, 1, 100, 6, 5, 4, 100]);
  });

  it('has bars of a letterbox in every channel of the model', () => {
    const fit = { mode: 'letterbox', colour: '#ffffff' } as const;
    const one: InputSpec = { ...plain, width: 1, height: 3, scale: 1, fit };
    const dark = picture({ width: 1, height: 1 }, () => [0, 0, 0]);
    const grey = new Float32Array(3);
    createPreprocess({ ...one, colour: 'grey', mean: [0], std: [1] }).run(dark, dark, grey);
    expect([...grey].map(Math.round)).toEqual([255, 0, 255]);
    const four = new Float32Array(12);
    createPreprocess({ ...one, layout: 'NHWC', colour: 'RGBA', mean: [0, 0, 0, 0], std: [1, 1, 1, 1] }).run(
      dark,
      dark,
      four,
    );
    expect([...four]).toEqual([255, 255, 255, 255, 0, 0, 0, 255, 255, 255, 255, 255]);
  });

  it('is scaled, then has mean and std in the model’s channel order', () => {
    const one = { ...plain, width: 1, height: 1, scale: 0.5, mean: [1, 2, 3], std: [1, 2, 4] };
    const single = picture(one, () => [10, 20, 30]);
    expect([...inputOf(one, single)]).toEqual([4, 4, 3]);
    expect([...inputOf({ ...one, colour: 'BGR' }, single)]).toEqual([14, 4, 0.5]);
  });
});

describe('a picture of another size', () => {
  it('is what a naive resampling gives, under every fit, layout, channel order and normalisation', () => {
    fc.assert(
      fc.property(someSpec, someSize, fc.option(someSize), fc.integer(), (spec, size, shown, seed) => {
        expectNaive(spec, randomPicture(size, seed), shown ?? size);
      }),
      { numRuns: 200 },
    );
  });

  it('may be a single pixel, which fills the input', () => {
    const input = inputOf(
      { ...plain, scale: 1 },
      picture({ width: 1, height: 1 }, () => [9, 8, 7]),
    );
    expect([...input]).toEqual([9, 8, 7].flatMap((value) => Array<number>(12).fill(value)));
  });

  it('has pixel centres at half units', () => {
    const ramp = picture({ width: 2, height: 1 }, (x) => [x * 200, 0, 0]);
    const input = inputOf({ ...plain, width: 4, height: 1, scale: 1 }, ramp);
    expect([...input.subarray(0, 4)]).toEqual([0, 50, 150, 200]);
  });

  it('may be followed by one of another size', () => {
    const stage = createPreprocess(plain);
    for (const size of [{ width: 8, height: 6 }, { width: 3, height: 9 }, plain]) {
      const pixels = randomPicture(size, size.width);
      expect(inputOf(plain, pixels, pixels, stage)).toEqual(inputOf(plain, pixels));
    }
  });
});

describe('a letterboxed picture', () => {
  const spec: InputSpec = { ...plain, width: 8, height: 8, scale: 1, fit: { mode: 'letterbox', colour: '#0a141e' } };
  const white = (size: Size): Pixels => picture(size, () => [255, 254, 253]);
  const row = (input: InputArray, y: number): number[] => channelsAt(spec, input, 3, y);

  it('lies between bars of the model’s colour', () => {
    const input = inputOf(spec, white({ width: 16, height: 8 }));
    expect([0, 1, 2, 5, 6, 7].map((y) => row(input, y))).toEqual([
      [10, 20, 30],
      [10, 20, 30],
      [255, 254, 253],
      [255, 254, 253],
      [10, 20, 30],
      [10, 20, 30],
    ]);
  });

  it('has the bars’ colour in the model’s channel order, normalised like the picture', () => {
    const bgr: InputSpec = { ...spec, colour: 'BGR', mean: [10, 10, 10], std: [10, 10, 10] };
    expect(channelsAt(bgr, inputOf(bgr, white({ width: 8, height: 4 })), 0, 0)).toEqual([2, 1, 0]);
  });

  it('does not fade into its bars', () => {
    const input = inputOf(spec, white({ width: 100, height: 51 }));
    const values = new Set(input.subarray(0, 64));
    expect([...values].toSorted((a, b) => a - b)).toEqual([10, 255]);
  });

  it('leaves nothing of a picture of another shape in its bars', () => {
    const stage = createPreprocess(spec);
    const out = roomFor(spec);
    for (const size of [
      { width: 8, height: 8 },
      { width: 8, height: 4 },
      { width: 4, height: 8 },
      { width: 8, height: 4 },
    ]) {
      stage.run(white(size), size, out);
      expect(out).toEqual(inputOf(spec, white(size)));
    }
  });

  it('lies in the middle even where its bars end within a pixel', () => {
    const input = inputOf(
      spec,
      picture({ width: 8, height: 5 }, (_, y) => [y * 10, 0, 0]),
    );
    expect([2, 3, 4, 5, 6].map((y) => row(input, y)[0])).toEqual([5, 15, 25, 35, 40]);
  });

  it('is as wide as it is shown, whatever its pixels are', () => {
    const input = inputOf(spec, white({ width: 8, height: 8 }), { width: 16, height: 8 });
    expect(row(input, 1)).toEqual([10, 20, 30]);
    expect(row(input, 2)).toEqual([255, 254, 253]);
  });

  it('may be shown in another shape from one frame to the next', () => {
    const stage = createPreprocess(spec);
    const pixels = white({ width: 8, height: 8 });
    for (const shown of [
      { width: 8, height: 8 },
      { width: 16, height: 8 },
      { width: 8, height: 16 },
    ]) {
      expect(inputOf(spec, pixels, shown, stage)).toEqual(inputOf(spec, pixels, shown));
    }
  });

  it('has at least a line of the picture, however thin it is', () => {
    const input = inputOf(spec, white({ width: 400, height: 1 }));
    expect(input.subarray(0, 64).filter((value) => value === 255)).toHaveLength(8);
  });
});

describe('a picture that covers the input', () => {
  const spec: InputSpec = { ...plain, width: 4, height: 4, scale: 1, fit: { mode: 'cover', colour: '#000000' } };

  it('is cut to its middle', () => {
    const input = inputOf(
      spec,
      picture({ width: 8, height: 4 }, (x) => [x * 10, 0, 0]),
    );
    expect([...input.subarray(0, 4)]).toEqual([20, 30, 40, 50]);
  });

  it('is cut as it is shown, even where its pixels would fit as they are', () => {
    const input = inputOf(
      spec,
      picture(spec, (x) => [x * 10, 0, 0]),
      { width: 8, height: 4 },
    );
    expect([...input.subarray(0, 4)]).toEqual([10, 12.5, 17.5, 20]);
  });
});

describe('a model that takes bytes', () => {
  const bytes: InputSpec = { ...plain, type: 'uint8', scale: 1 };

  it('gets them as they are', () => {
    const pixels = randomPicture(plain, 6);
    expect([...inputOf(bytes, pixels)]).toEqual([...inputOf({ ...plain, scale: 1 }, pixels)]);
  });

  it('gets the nearest byte of what lies between two', () => {
    fc.assert(
      fc.property(someSize, fc.integer(), (size, seed) => {
        const pixels = randomPicture(size, seed);
        const exact = inputOf({ ...plain, scale: 1 }, pixels);
        inputOf(bytes, pixels).forEach((value, i) => expect(Math.abs(value - exact[i]!)).toBeLessThan(0.501));
      }),
    );
  });

  it('gets 0 and 255 for what a byte cannot hold, not what is left after wrapping', () => {
    const one: InputSpec = { ...bytes, width: 1, height: 1, scale: 2, mean: [100, 0, 0] };
    expect([
      ...inputOf(
        one,
        picture(one, () => [20, 200, 60]),
      ),
    ]).toEqual([0, 255, 120]);
  });
});

describe('the luma of the input', () => {
  const lumaOf = (spec: InputSpec, pixels: Pixels): Float32Array => {
    const stage = createPreprocess(spec);
    stage.run(pixels, pixels, roomFor(spec));
    return stage.luma;
  };

  it('is the brightness of each pixel, 0 to 255, however the model normalises', () => {
    const odd: InputSpec = { ...plain, colour: 'BGR', layout: 'NHWC', mean: [1, 1, 1], std: [9, 9, 9] };
    for (const grey of [0, 77, 255]) {
      expect([
        ...lumaOf(
          odd,
          picture(plain, () => [grey, grey, grey]),
        ),
      ]).toEqual(Array(12).fill(grey));
    }
  });

  it('is 0 in the bars, so that they never count as motion', () => {
    const spec: InputSpec = { ...plain, width: 4, height: 4, fit: { mode: 'letterbox', colour: '#ffffff' } };
    const stage = createPreprocess(spec);
    const out = roomFor(spec);
    for (const size of [spec, { width: 4, height: 2 }])
      stage.run(
        picture(size, () => [80, 80, 80]),
        size,
        out,
      );
    expect([...stage.luma]).toEqual([0, 80, 80, 0].flatMap((value) => Array<number>(4).fill(value)));
  });

  it('weighs green most and blue least', () => {
    const [red, green, blue] = (
      [
        [255, 0, 0],
        [0, 255, 0],
        [0, 0, 255],
      ] as const
    ).map(
      (rgb) =>
        lumaOf(
          plain,
          picture({ width: 2, height: 2 }, () => rgb),
        )[0]!,
    );
    expect(green).toBeGreaterThan(red!);
    expect(red).toBeGreaterThan(blue!);
    expect(red! + green! + blue!).toBeCloseTo(255, 6);
  });

  it('does not depend on whether the picture had to be resampled', () => {
    const grey = (size: Size): Pixels => picture(size, () => [10, 20, 30]);
    expect(lumaOf(plain, grey({ width: 9, height: 5 }))[5]).toBeCloseTo(lumaOf(plain, grey(plain))[5]!, 4);
  });
});
