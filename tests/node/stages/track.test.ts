import { describe, expect, it } from 'vitest';
import type { Scores } from '../../../src/core/labels/scores.ts';
import { createMoveScores } from '../../../workers/stages/track/move-scores.ts';
import { CELL, trackMotion, type Thumbnail } from '../../../workers/stages/track/motion-track.ts';

const SIZE = { width: 96, height: 64 };

/** A texture that has moved by (dx, dy), and grown around the middle. */
function texture(dx: number, dy: number, zoom = 1): Thumbnail {
  const luma = new Float32Array(SIZE.width * SIZE.height);
  for (let y = 0; y < SIZE.height; y += 1) {
    for (let x = 0; x < SIZE.width; x += 1) {
      const [u, v] = [(x - 48 - dx) / zoom, (y - 32 - dy) / zoom];
      luma[y * SIZE.width + x] = 120 + 50 * Math.sin(u / 2.3) * Math.cos(v / 2.9) + 30 * Math.sin((u + 2 * v) / 4.1);
    }
  }
  return { ...SIZE, luma };
}

/** Cells whose content was inside all the time. */
function inner({ columns, rows, x, y }: ReturnType<ReturnType<typeof trackMotion>['follow']>, margin: number) {
  const cells = [];
  for (let row = margin; row < rows - margin; row += 1) {
    for (let column = margin; column < columns - margin; column += 1) {
      const cell = row * columns + column;
      cells.push({ column, row, x: x[cell]!, y: y[cell]! });
    }
  }
  return cells;
}

describe('a motion track', () => {
  it('knows where content is after many frames, much farther than it looks in one', () => {
    const track = trackMotion(texture(0, 0));
    let moved = track.follow(texture(1.5, -0.75));
    for (let frame = 2; frame <= 12; frame += 1) moved = track.follow(texture(1.5 * frame, -0.75 * frame));
    for (const { x, y } of inner(moved, 5)) {
      expect(x).toBeCloseTo(18, 0);
      expect(y).toBeCloseTo(-9, 0);
    }
  });

  it('follows what comes nearer: content moves out of the middle, the faster the farther', () => {
    const track = trackMotion(texture(0, 0));
    let moved = track.follow(texture(0, 0, 1.03));
    for (let frame = 2; frame <= 8; frame += 1) moved = track.follow(texture(0, 0, 1.03 ** frame));
    const zoom = 1.03 ** 8;
    for (const { column, x } of inner(moved, 4)) {
      const middle = (column + 0.5) * CELL - 48;
      expect(Math.abs(x - (middle - middle / zoom))).toBeLessThan(1.2);
    }
  });

  it('leaves a still picture where it is, noise and all', () => {
    const still = texture(0, 0);
    const noisy = { ...still, luma: still.luma.map((value, i) => value + ((i * 7919) % 7) / 7 - 0.5) };
    const { x, y } = trackMotion(still).follow(noisy);
    expect([...x, ...y].every((each) => each === 0)).toBe(true);
  });

  it('takes a picture smaller than a cell', () => {
    const dot = { width: 1, height: 1, luma: new Float32Array([50]) };
    expect([...trackMotion(dot).follow(dot).x]).toEqual([0]);
    const none = { width: 0, height: 0, luma: new Float32Array(0) };
    expect(trackMotion(none).follow(none).x).toHaveLength(0);
  });
});

describe('moved scores', () => {
  const scores: Scores = {
    width: 8,
    height: 4,
    classes: 2,
    kind: 'logits',
    data: Float32Array.from({ length: 64 }, (_, i) => i),
    classStride: 32,
    pixelStride: 1,
  };
  const even = (x: number, y: number) => ({
    columns: 2,
    rows: 1,
    x: new Float32Array(2).fill(x),
    y: new Float32Array(2).fill(y),
  });

  it('are those of the place where content was, of every class, and at the edges those of the edge', () => {
    const { data } = createMoveScores().run(scores, even(1, -0.5), { width: 2, height: 1 }, { x: 2, y: 2 });
    for (let y = 0; y < 4; y += 1) {
      for (let x = 0; x < 8; x += 1) {
        const from = Math.min(3, y + 1) * 8 + Math.max(0, x - 2);
        expect([data[y * 8 + x], data[32 + y * 8 + x]]).toEqual([from, 32 + from]);
      }
    }
  });

  it('are as they were where nothing moved, and where there is no cell', () => {
    const run = createMoveScores();
    expect(run.run(scores, even(0, 0), { width: 2, height: 1 }, { x: 2, y: 2 }).data).toEqual(scores.data);
    const none = { columns: 0, rows: 0, x: new Float32Array(0), y: new Float32Array(0) };
    expect(run.run(scores, none, { width: 0, height: 0 }, { x: 2, y: 2 }).data).toEqual(scores.data);
  });

  it('change place evenly between two cells', () => {
    const moved = { columns: 2, rows: 1, x: Float32Array.from([0, 4]), y: new Float32Array(2) };
    const { data } = createMoveScores().run(scores, moved, { width: 2, height: 1 }, { x: 1, y: 1 });
    // cells' middles are at 1.5 and 5.5
    expect(Array.from(data.slice(0, 8))).toEqual([0, 1, 2, 2, 2, 2, 2, 3]);
  });
});
