import { describe, expect, it } from 'vitest';
import { bilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import { packPixel } from '../../../src/core/labels/palette.ts';
import type { Size } from '../../../src/core/geometry/fit.ts';
import { createMatte } from '../../../workers/stages/matte/matte.ts';
import { coarseOpacity, hairScene, type HairScene } from '../../fixtures/hair.ts';
import { randomly } from '../../fixtures/randomly.ts';
import { matteErrors, plainMask, type CutOut } from './matte-measures.ts';

const SMALL = { width: 640, height: 360 };

/** A network's grid has a cell for 25 pixels. */
const gridOf = ({ width, height }: Size): Size => ({ width: width / 5, height: height / 5 });

function inputOf(pixels: Size & { readonly words: Uint32Array }, probability: Float32Array, grid: Size) {
  return { probability, scores: grid, placement: { x: 0, y: 0, ...grid }, pixels };
}

function input(scene: HairScene) {
  const grid = gridOf(scene);
  return inputOf(scene, coarseOpacity(scene, grid), grid);
}

/** The mattes of a stream's frames. */
function cutOuts(scenes: readonly HairScene[]): CutOut[] {
  const matte = createMatte();
  return scenes.map((scene) => {
    matte.take(input(scene));
    const { width, height } = scene;
    return { width, height, bytes: matte.sheet(false).slice() };
  });
}

const maskOf = (scene: HairScene): CutOut => plainMask(scene, coarseOpacity(scene, gridOf(scene)), gridOf(scene));

describe('a matte of hair, of which a network sees the mean of every 25 pixels', () => {
  it.each([
    ['a textured wall by green', { width: 1280, height: 720, texture: 1, seed: 1 }, [30, 200, 60]],
    ['a smooth wall by white', { ...SMALL, texture: 0, seed: 2 }, [245, 245, 245]],
    ['a wall with some texture by black', { ...SMALL, texture: 0.5, seed: 3 }, [10, 10, 10]],
  ] as const)('replaces %s with half the error of a mask, and without a halo', (_, options, background) => {
    const scene = hairScene(options);
    const mask = matteErrors(scene, maskOf(scene), background);
    const matte = matteErrors(scene, cutOuts([scene])[0]!, background);
    expect(matte.colour).toBeLessThanOrEqual(0.5 * mask.colour);
    expect(matte.gradient).toBeLessThanOrEqual(0.6 * mask.gradient);
    expect(Math.abs(matte.halo)).toBeLessThanOrEqual(3);
  });
});

/** Mean change of a composed colour from frame to frame, before grey, where either frame shows some of the foreground. */
function flicker(frames: readonly CutOut[]): number {
  let sum = 0;
  for (let k = 1; k < frames.length; k += 1) {
    const [now, before] = [frames[k]!.bytes, frames[k - 1]!.bytes];
    const composed = (bytes: Uint8ClampedArray, i: number, c: number): number =>
      128 + ((bytes[i + c]! - 128) * bytes[i + 3]!) / 255;
    for (let i = 0; i < now.length; i += 4) {
      for (let c = 0; c < 3; c += 1) sum += Math.abs(composed(now, i, c) - composed(before, i, c));
    }
  }
  return sum;
}

describe('the matte of a stream', () => {
  it('flickers no more than a mask where nothing moves but the noise of the sensor', () => {
    const scenes = [1, 2, 3, 4, 5, 6].map((noiseSeed) => hairScene({ ...SMALL, noise: 3, noiseSeed }));
    const mattes = cutOuts(scenes).slice(2);
    expect(flicker(mattes)).toBeLessThanOrEqual(flicker(scenes.slice(2).map(maskOf)));
  });

  it('drags nothing behind who moves', () => {
    const scenes = [0, 9, 18].map((shift) => hairScene({ ...SMALL, shift }));
    const last = scenes.at(-1)!;
    const moved = matteErrors(last, cutOuts(scenes).at(-1)!, [30, 200, 60]);
    const alone = matteErrors(last, cutOuts([last])[0]!, [30, 200, 60]);
    expect(moved.colour).toBeLessThan(1.1 * alone.colour);
  });
});

/** A red square in a blue room; the network is sure of it. */
function square(frame: Size) {
  const { width, height } = frame;
  const inside = (x: number, y: number): boolean => x >= 0.3 && x < 0.7 && y >= 0.25;
  const at = (size: Size, i: number): boolean =>
    inside(((i % size.width) + 0.5) / size.width, (Math.floor(i / size.width) + 0.5) / size.height);
  const words = Uint32Array.from({ length: width * height }, (_, i) =>
    at(frame, i) ? packPixel(220, 20, 10) : packPixel(20, 40, 200),
  );
  const grid = { width: 64, height: 36 };
  const p = Float32Array.from({ length: 64 * 36 }, (_, i) => Number(at(grid, i)));
  return inputOf({ ...frame, words }, p, grid);
}

describe('a matte', () => {
  it('gives what is behind with none of the colour of who is in front', () => {
    const matte = createMatte();
    matte.take(square({ width: 640, height: 360 }));
    const words = matte.backdrop(0.02);
    for (let i = 0; i < words.length; i += 4) {
      const [r, g, b] = words.subarray(i, i + 3);
      // grey so far inside that nobody sees it
      if (r === 128 && g === 128 && b === 128) continue;
      expect(Math.max(Math.abs(r! - 20), Math.abs(g! - 40), Math.abs(b! - 200))).toBeLessThanOrEqual(1);
    }
  });

  it('leaves the picture’s own words inside and nothing outside, mirrored or not', () => {
    const matte = createMatte();
    const frame = { width: 641, height: 361 };
    const given = square(frame);
    matte.take(given);
    const plain = new Uint32Array(matte.sheet(false).slice().buffer);
    const turned = new Uint32Array(matte.sheet(true).slice().buffer);
    const { words } = given.pixels;
    const row = 200 * frame.width;
    expect([plain[row + 10], plain[row + 320], plain[row + 630]]).toEqual([0, words[row + 320], 0]);
    expect([...plain.subarray(row, row + frame.width)].toReversed()).toEqual([
      ...turned.subarray(row, row + frame.width),
    ]);
  });

  it.each([
    [{ width: 640, height: 360 }, false],
    [{ width: 641, height: 361 }, true],
    [{ width: 37, height: 300 }, true],
    [{ width: 1280, height: 17 }, false],
  ])(
    'is laid over what is behind in one go, as its parts are one after the other: %o, mirrored: %s',
    (frame, mirrored) => {
      const random = randomly(3);
      const words = Uint32Array.from({ length: frame.width * frame.height }, () =>
        packPixel(...([0, 1, 2].map(() => Math.floor(256 * random())) as [number, number, number])),
      );
      const grid = { width: 9, height: 7 };
      const soft = Float32Array.from({ length: 63 }, () => random());
      const matte = createMatte();
      matte.take(inputOf({ ...frame, words }, soft, grid));
      const together = matte.blurred(0.05, mirrored).slice();
      const front = matte.sheet(mirrored).slice();
      const behind = matte.backdrop(0.05).slice();
      const { x, y } = bilinearGrid(matte.grid, { x: 0, y: 0, ...matte.grid }, frame);
      let farthest = 0;
      for (let row = 0; row < frame.height; row += 1) {
        for (let column = 0; column < frame.width; column += 1) {
          const at = 4 * (row * frame.width + column);
          const from = mirrored ? frame.width - 1 - column : column;
          const cell = (cx: number, cy: number, channel: number): number =>
            behind[4 * (cy * matte.grid.width + cx) + channel]!;
          const mix = (a: number, b: number, share: number): number => a + (b - a) * share;
          for (let channel = 0; channel < 3; channel += 1) {
            const line = (cy: number): number =>
              mix(cell(x.low[from]!, cy, channel), cell(x.high[from]!, cy, channel), x.weight[from]!);
            const under = mix(line(y.low[row]!), line(y.high[row]!), y.weight[row]!);
            const expected = mix(under, front[at + channel]!, front[at + 3]! / 255);
            farthest = Math.max(farthest, Math.abs(together[at + channel]! - expected));
          }
          if (together[at + 3] !== 255) farthest = Infinity;
        }
      }
      expect(farthest).toBeLessThan(1.6);
    },
  );

  it.each([
    [{ width: 1, height: 1 }],
    [{ width: 3, height: 700 }],
    [{ width: 700, height: 2 }],
    [{ width: 255, height: 256 }],
  ])('is made of frames of any size: %o', (frame) => {
    const matte = createMatte();
    const words = new Uint32Array(frame.width * frame.height).fill(packPixel(9, 8, 7));
    matte.take(inputOf({ ...frame, words }, Float32Array.of(1, 1, 1, 1), { width: 2, height: 2 }));
    expect([...new Set(new Uint32Array(matte.sheet(true).slice().buffer))]).toEqual([words[0]]);
    expect(matte.backdrop(0.02).every((byte) => byte > 0)).toBe(true);
    matte.take(inputOf({ ...frame, words }, Float32Array.of(0, 0, 0, 0), { width: 2, height: 2 }));
    expect([...new Set(new Uint32Array(matte.sheet(false).slice().buffer))]).toEqual([0]);
    expect([...new Set(new Uint32Array(matte.backdrop(0.02).slice().buffer))]).toEqual([words[0]]);
  });
});
