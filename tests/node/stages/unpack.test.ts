import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createArena } from '../../../workers/simd/arena.ts';
import { pixelFormat } from '../../../workers/frames/pixel-format.ts';
import type { Pixels } from '../../../src/core/geometry/pixels.ts';
import type { Turn } from '../../../workers/frames/turn.ts';
import { createUnpack, type Packed } from '../../../workers/frames/unpack.ts';
import { naiveColour, type Colour } from './naive-unpack.ts';
import { randomly } from '../../fixtures/randomly.ts';

const PLANES = ['I420', 'I420A', 'I422', 'I444', 'NV12', 'I420P10', 'I422P10', 'I444P12', 'I420P12'];
const WORDS = ['RGBA', 'RGBX', 'BGRA', 'BGRX'];
const SIZES = [
  [1, 1],
  [2, 2],
  [15, 3],
  [16, 16],
  [17, 5],
  [33, 2],
  [64, 31],
] as const;
const arena = createArena();
const unpack = createUnpack(arena);

interface Given {
  readonly format: string;
  readonly width: number;
  readonly height: number;
  readonly matrix?: string | null;
  readonly fullRange?: boolean | null;
  /** Bytes a row beyond those that hold something. */
  readonly spare?: number;
  readonly turn?: Turn | null;
}

/** A picture whose samples `sampleAt` says, of 0 to 255 in planes and in words. */
function packed(given: Given, sampleAt: (plane: number, x: number, y: number) => number): Packed {
  const { width, height, matrix = null, fullRange = null, spare = 0, turn = null } = given;
  const format = pixelFormat({ format: given.format, matrix, fullRange, transfer: null })!;
  const deep = format.kind === 'planes' && format.bits > 8 ? 2 : 1;
  const chroma =
    format.kind === 'planes'
      ? [Math.ceil(width / (1 + format.shiftX)) * (format.paired ? 2 : 1), Math.ceil(height / (1 + format.shiftY))]
      : [];
  const sizes =
    format.kind === 'words'
      ? [[4 * width, height]]
      : [[width, height], ...Array<number[]>(format.paired ? 1 : 2).fill(chroma)];
  const layout: { offset: number; stride: number }[] = [];
  let total = 0;
  for (const [columns = 0, rows = 0] of sizes) {
    const stride = (columns + spare) * deep;
    layout.push({ offset: total, stride });
    total += stride * rows;
  }
  const bytes = new Uint8Array(total).fill(77);
  sizes.forEach(([columns = 0, rows = 0], plane) => {
    const { offset, stride } = layout[plane]!;
    for (let y = 0; y < rows; y += 1) {
      for (let x = 0; x < columns; x += 1) {
        const value = sampleAt(plane, x, y);
        const at = offset + y * stride + x * deep;
        if (deep === 1) bytes[at] = value;
        else {
          const bits = format.kind === 'planes' ? format.bits : 8;
          const wide = Math.min(2 ** bits - 1, Math.round(value * 2 ** (bits - 8)));
          bytes[at] = wide & 255;
          bytes[at + 1] = wide >> 8;
        }
      }
    }
  });
  return { bytes, layout, format, colours: { matrix, fullRange }, width, height, turn };
}

function colourAt({ words, width }: Pixels, x: number, y: number): Colour {
  const word = words[y * width + x]!;
  expect(word >>> 24).toBe(255);
  return [word & 255, (word >> 8) & 255, (word >> 16) & 255];
}

/** The largest distance from the formula over all pixels. */
function farthest(given: Packed, pixels: Pixels): number {
  let largest = 0;
  for (let y = 0; y < given.height; y += 1) {
    for (let x = 0; x < given.width; x += 1) {
      const expected = naiveColour(given, x, y);
      colourAt(pixels, x, y).forEach((value, channel) => {
        largest = Math.max(largest, Math.abs(value - expected[channel]!));
      });
    }
  }
  return largest;
}

const colours = fc.record({
  matrix: fc.constantFrom('bt709', 'smpte170m', 'bt470bg', 'bt2020-ncl', null),
  fullRange: fc.constantFrom(true, false),
});

describe.each(PLANES)('%s', (format) => {
  it('becomes what the standards say, of any size, samples and colours', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SIZES), colours, fc.integer(), ([width, height], { matrix, fullRange }, seed) => {
        const random = randomly(seed);
        const known = format.startsWith('I444') && fullRange ? (matrix ?? 'bt709') : matrix;
        const given = packed({ format, width, height, matrix: known, fullRange }, () => Math.floor(random() * 256));
        // chroma weighs whole 64ths: 128 of them may be half a 64th too much
        expect(farthest(given, unpack.run({ ...given, bytes: given.bytes.slice() }))).toBeLessThan(2.6);
      }),
      { numRuns: 30 },
    );
  });

  it('keeps black, white and grey, of limited range and full', () => {
    for (const fullRange of [false, true]) {
      for (const [luma, grey] of fullRange
        ? [
            [0, 0],
            [128, 128],
            [255, 255],
          ]
        : [
            [16, 0],
            [126, 128],
            [235, 255],
          ]) {
        const given = packed({ format, width: 17, height: 3, matrix: 'bt709', fullRange }, (plane) =>
          plane ? 128 : luma!,
        );
        const pixels = unpack.run(given);
        for (const x of [0, 8, 16]) expect(colourAt(pixels, x, 1)).toEqual([grey, grey, grey]);
      }
    }
  });
});

describe.each(WORDS)('%s', (format) => {
  it('keeps its colours', () => {
    for (const [width, height] of SIZES) {
      const random = randomly(width);
      const given = packed({ format, width, height }, (_, x) =>
        x % 4 === 3 && !format.endsWith('X') ? 255 : Math.floor(random() * 256),
      );
      expect(farthest(given, unpack.run({ ...given, bytes: given.bytes.slice() }))).toBe(0);
    }
  });
});

describe('known colours', () => {
  // what ffmpeg makes of (220, 30, 30), (30, 200, 40) and (30, 50, 220) as BT.601 of limited range
  it.each([
    ['smpte170m', false, [91, 100, 211], [220, 31, 31]],
    ['smpte170m', false, [128, 83, 65], [30, 199, 40]],
    ['smpte170m', false, [70, 206, 107], [29, 49, 219]],
    [null, null, [91, 100, 211], [220, 31, 31]],
    ['bt709', false, [91, 100, 211], [236, 49, 31]],
    ['bt709', true, [87, 96, 222], [235, 49, 27]],
    ['smpte170m', true, [87, 96, 222], [219, 30, 30]],
    ['bt2020-ncl', false, [91, 100, 211], [226, 38, 31]],
  ] as const)('by %s, full range: %s', (matrix, fullRange, samples, expected) => {
    for (const format of ['I420', 'NV12', 'I420P10']) {
      const given = packed({ format, width: 20, height: 4, matrix, fullRange }, (plane, x) =>
        format === 'NV12' && plane === 1 ? samples[1 + (x % 2)]! : samples[plane]!,
      );
      const seen = colourAt(unpack.run(given), 18, 3);
      seen.forEach((value, channel) => expect(Math.abs(value - expected[channel]!)).toBeLessThan(2));
    }
  });
});

it('rows may be longer than what they show', () => {
  for (const format of ['I420', 'NV12', 'I420P10']) {
    const random = randomly(9);
    const given = packed({ format, width: 19, height: 7, matrix: 'bt709', fullRange: false, spare: 6 }, () =>
      Math.floor(random() * 256),
    );
    expect(farthest(given, unpack.run({ ...given, bytes: given.bytes.slice() }))).toBeLessThan(2.6);
  }
});

it('what is high dynamic range, or red, green and blue in planes, is left to the browser', () => {
  const of = (format: string | null, matrix: string | null, fullRange: boolean, transfer: string | null): unknown =>
    pixelFormat({ format, matrix, fullRange, transfer });
  expect(of('I420P10', 'bt2020-ncl', false, 'pq')).toBeNull();
  expect(of('I420P10', 'bt2020-ncl', false, 'hlg')).toBeNull();
  expect(of('I444', 'rgb', true, 'iec61966-2-1')).toBeNull();
  expect(of('I444', null, true, 'iec61966-2-1')).toBeNull();
  expect(of(null, null, false, null)).toBeNull();
  expect(of('I420', null, false, null)).not.toBeNull();
});

describe('a picture that is turned', () => {
  const size = { width: 37, height: 21 };
  const upright = (format: string, turn: Turn | null): Pixels =>
    unpack.run(
      packed({ format, ...size, turn }, (plane, x, y) =>
        plane ? 128 : format === 'RGBA' ? (x % 4 === 3 ? 255 : (x >> 2) + 7 * y) : x + 4 * y + 16,
      ),
    );

  it.each([
    [90, false, (x: number, y: number) => [y, 20 - x]],
    [180, false, (x: number, y: number) => [36 - x, 20 - y]],
    [270, false, (x: number, y: number) => [36 - y, x]],
    [0, true, (x: number, y: number) => [36 - x, y]],
    [90, true, (x: number, y: number) => [y, x]],
    [-90, false, (x: number, y: number) => [36 - y, x]],
    [450, false, (x: number, y: number) => [y, 20 - x]],
  ] as const)('by %i degrees, flipped: %s', (degrees, flip, from) => {
    for (const format of ['I420', 'RGBA']) {
      const plain = upright(format, null);
      const kept = { ...plain, words: plain.words.slice() };
      const pixels = upright(format, { degrees, flip });
      const lying = degrees % 180 === 0;
      expect([pixels.width, pixels.height]).toEqual(lying ? [37, 21] : [21, 37]);
      for (let y = 0; y < pixels.height; y += 1) {
        for (let x = 0; x < pixels.width; x += 1) {
          const [sx = 0, sy = 0] = from(x, y);
          expect(pixels.words[y * pixels.width + x]).toBe(kept.words[sy * 37 + sx]);
        }
      }
    }
  });
});

it('the last picture is still there when the next one is read, and memory may grow in between', () => {
  const own = createArena();
  const stage = createUnpack(own);
  const read = (format: string, side: number, value: number): Pixels => {
    const given = packed({ format, width: side, height: side, matrix: 'bt709', fullRange: true }, (plane) =>
      plane ? 128 : value,
    );
    const bytes = stage.memory(given.bytes.length, given.format, null);
    bytes.set(given.bytes);
    // somebody else needs so much room that the arena moves
    if (side > 100) own.room('other').fit({ other: 1 << 22 });
    return stage.run({ ...given, bytes });
  };
  const first = read('I420', 16, 50);
  const second = read('I420', 128, 60);
  const third = read('BGRX', 160, 70);
  expect(colourAt(second, 127, 127)).toEqual([60, 60, 60]);
  expect(colourAt(third, 159, 159)).toEqual([70, 70, 70]);
  expect(first.words).toHaveLength(256);
});
