import { describe, expect, it } from 'vitest';
import type { Scores } from '../../../src/core/labels/scores.ts';
import { motionField } from '../../../workers/stages/warp/motion-field.ts';
import { shrink } from '../../../workers/stages/warp/thumbnail.ts';
import { createWarp } from '../../../workers/stages/warp/warp.ts';

const SIDE = 256;

/** A textured disc before a textured wall, the disc moved by (dx, dy), and all of it by (panX, panY); luma 0 to 255. */
function scene({ dx = 0, dy = 0, panX = 0, panY = 0, noise = 0 } = {}): Float32Array {
  const luma = new Float32Array(SIDE * SIDE);
  for (let y = 0; y < SIDE; y += 1) {
    for (let x = 0; x < SIDE; x += 1) {
      const [u, v] = [x - panX, y - panY];
      const wall = 90 + 40 * Math.sin(u / 9) * Math.cos(v / 11) + 20 * Math.sin((u + 2 * v) / 5);
      const disc = 170 + 40 * Math.sin((u - dx) / 7) + 25 * Math.cos((v - dy) / 6);
      const grain = noise * (((x * 7919 + y * 104_729 + panX * 31 + dx * 17) % 101) / 50 - 1);
      luma[y * SIDE + x] = (isDisc(u - dx, v - dy) ? disc : wall) + grain;
    }
  }
  return luma;
}

const isDisc = (x: number, y: number): boolean => Math.hypot(x - 128, y - 128) < 56;

/** The scores a model would give: 1 on the disc. */
function disc(size: number, { dx = 0, dy = 0 } = {}): Scores {
  const step = SIDE / size;
  const data = Float32Array.from({ length: size * size }, (_, i) => {
    const [x, y] = [((i % size) + 0.5) * step, (Math.floor(i / size) + 0.5) * step];
    return isDisc(x - dx, y - dy) ? 1 : 0;
  });
  return { width: size, height: size, classes: 2, kind: 'binary', data, classStride: size * size, pixelStride: 1 };
}

function iou(a: Scores, b: Scores): number {
  let [both, either] = [0, 0];
  for (const [i, value] of a.data.entries()) {
    const [p, q] = [value > 0.5, (b.data[i] ?? 0) > 0.5];
    if (p && q) both += 1;
    if (p || q) either += 1;
  }
  return both / either;
}

function followed(before: Float32Array, now: Float32Array, scores: Scores): Scores {
  const warp = createWarp();
  warp.hold(scores, before, SIDE, SIDE);
  const moved = warp.follow(now, SIDE, SIDE);
  if (!moved) throw new Error('nothing was held');
  return moved;
}

describe('scores that follow the picture', () => {
  it.each([
    ['right', { dx: 10 }],
    ['left and up', { dx: -8, dy: -6 }],
    ['down by a fraction of a block', { dy: 5 }],
  ])('move along with what moves %s', (_, shift) => {
    const truth = disc(SIDE, shift);
    const stayed = iou(disc(SIDE), truth);
    const moved = iou(followed(scene(), scene(shift), disc(SIDE)), truth);
    expect(stayed).toBeLessThan(0.92);
    expect(moved).toBeGreaterThan(0.95);
  });

  it('move along with the whole picture as the camera turns', () => {
    const pan = { panX: 11, panY: -7 };
    const truth = disc(SIDE, { dx: 11, dy: -7 });
    expect(iou(followed(scene(), scene(pan), disc(SIDE)), truth)).toBeGreaterThan(0.97);
  });

  it('stay exactly where they are in a still picture, grain or not', () => {
    const scores = disc(SIDE);
    expect(followed(scene(), scene(), scores).data).toEqual(scores.data);
    expect(followed(scene({ noise: 3 }), scene({ noise: 3, dx: 0.001 }), scores).data).toEqual(scores.data);
  });

  it('follow on a grid that is smaller than the picture', () => {
    const moved = followed(scene(), scene({ dx: 12 }), disc(64));
    expect(iou(moved, disc(64, { dx: 12 }))).toBeGreaterThan(0.94);
  });

  it('carry every class, planar or interleaved', () => {
    const size = 64;
    const one = disc(size);
    const values = [0.2, 0.5, 0.3];
    const planar = { ...one, classes: 3, kind: 'probabilities' as const, data: new Float32Array(3 * size * size) };
    const interleaved = { ...planar, data: new Float32Array(3 * size * size), classStride: 1, pixelStride: 3 };
    for (let i = 0; i < size * size; i += 1) {
      for (const [each, value] of values.entries()) {
        const score = one.data[i] ? value : value / 2;
        planar.data[each * size * size + i] = score;
        interleaved.data[i * 3 + each] = score;
      }
    }
    const [a, b] = [followed(scene(), scene({ dx: 12 }), planar), followed(scene(), scene({ dx: 12 }), interleaved)];
    for (let i = 0; i < size * size; i += 1) {
      for (const [each, value] of values.entries()) {
        const score = a.data[each * size * size + i];
        expect(b.data[i * 3 + each]).toBe(score);
        expect([Math.fround(value), Math.fround(value / 2)]).toContain(score);
      }
    }
  });

  it('are none before any were held, after a reset, and for a picture of another size', () => {
    const warp = createWarp();
    expect(warp.follow(scene(), SIDE, SIDE)).toBeNull();
    warp.hold(disc(64), scene(), SIDE, SIDE);
    expect(warp.follow(new Float32Array(128 * 128), 128, 128)).toBeNull();
    warp.reset();
    expect(warp.follow(scene(), SIDE, SIDE)).toBeNull();
  });

  it('are a copy: the model may use its memory again', () => {
    const warp = createWarp();
    const scores = disc(64);
    warp.hold(scores, scene(), SIDE, SIDE);
    const expected = scores.data.slice();
    scores.data.fill(7);
    expect(warp.follow(scene(), SIDE, SIDE)?.data).toEqual(expected);
  });

  it('survive pictures of a single pixel and of odd sides', () => {
    for (const [width, height] of [
      [1, 1],
      [7, 3],
      [33, 17],
    ] as const) {
      const warp = createWarp();
      const luma = new Float32Array(width * height).fill(100);
      warp.hold(disc(4), luma, width, height);
      expect(warp.follow(luma, width, height)?.data).toEqual(disc(4).data);
    }
  });
});

it('a thumbnail holds the means of whole squares', () => {
  const luma = Float32Array.from({ length: 9 * 5 }, (_, i) => i);
  const { width, height, luma: small } = shrink(luma, 9, 5);
  expect([width, height]).toEqual([2, 1]);
  expect(Array.from(small)).toEqual([15, 19]);
});

it('a motion field is in the thumbnail’s pixels, to a fraction of one', () => {
  const { x, y } = motionField(shrink(scene(), SIDE, SIDE), shrink(scene({ panX: 6, panY: 10 }), SIDE, SIDE));
  const middle = 32 * 64 + 32;
  expect(Math.abs((x[middle] ?? 0) - 1.5)).toBeLessThan(0.3);
  expect(Math.abs((y[middle] ?? 0) - 2.5)).toBeLessThan(0.3);
});
