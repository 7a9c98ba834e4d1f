import { expect, it } from 'vitest';
import { paintScene, SCENE_NAMES, type PaintedScene } from '../../../src/core/background/scenes.ts';

/** Means over a grid of 8 × 8: what a scene looks like from far away. */
function seen({ width, height, words }: PaintedScene): number[] {
  const sums = new Float64Array(64 * 3);
  const counts = new Float64Array(64);
  words.forEach((word, i) => {
    const x = Math.floor(((i % width) * 8) / width);
    const cell = Math.floor((Math.floor(i / width) * 8) / height) * 8 + x;
    counts[cell]! += 1;
    for (let channel = 0; channel < 3; channel += 1) sums[3 * cell + channel]! += (word >>> (8 * channel)) & 255;
  });
  return Array.from(sums, (sum, i) => sum / counts[Math.floor(i / 3)]!);
}

const farthest = (a: readonly number[], b: readonly number[]): number =>
  Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));

it.each(SCENE_NAMES)('“%s” is the same picture each time, at every size, and covers every pixel', (name) => {
  const small = paintScene(name, { width: 160, height: 90 });
  expect(paintScene(name, { width: 160, height: 90 }).words).toEqual(small.words);
  expect(small.words.every((word) => word >>> 24 === 255)).toBe(true);
  const large = paintScene(name, { width: 480, height: 270 });
  expect(farthest(seen(small), seen(large))).toBeLessThan(8);
  // no wall of one colour, upright neither
  const upright = seen(paintScene(name, { width: 90, height: 160 }));
  expect(Math.max(...upright) - Math.min(...upright)).toBeGreaterThan(30);
});

it('scenes look different from one another', () => {
  const all = SCENE_NAMES.map((name) => seen(paintScene(name, { width: 64, height: 64 })));
  expect(all).toHaveLength(6);
  all.forEach((each, i) => all.slice(i + 1).forEach((other) => expect(farthest(each, other)).toBeGreaterThan(60)));
});

it('a scene is no larger than it has to be: 4K is enlarged from 960 pixels', () => {
  expect(paintScene('studio', { width: 3840, height: 2160 })).toMatchObject({ width: 960, height: 540 });
});

it('a wide gradient has no steps: what lies between two values is mixed of both', () => {
  const { words } = paintScene('studio', { width: 320, height: 180 });
  // a row through the dark: neighbours differ now and then, back and forth
  const row = Array.from(words.subarray(0, 320), (word) => word & 255);
  const turns = row.filter((value, i) => i > 1 && (value - row[i - 1]!) * (row[i - 1]! - row[i - 2]!) < 0);
  expect(turns.length).toBeGreaterThan(20);
});
