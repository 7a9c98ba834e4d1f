import { describe, expect, it } from 'vitest';
import { bilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import { packPixel } from '../../../src/core/labels/palette.ts';
import type { RefineOptions } from '../../../src/core/refine/stages.ts';
import type { Scores } from '../../../src/core/labels/scores.ts';
import { createStageRun, type StageRun } from '../../../workers/pipeline/cpu/stage-run.ts';
import { STAGES } from '../../../workers/pipeline/stages.ts';
import { createArena } from '../../../workers/simd/arena.ts';
import { randomly } from '../../fixtures/randomly.ts';

const GRID = { width: 48, height: 32 };
const FRAME = { width: 192, height: 128 };
const placement = { x: 0, y: 0, ...GRID };
const grid = bilinearGrid(GRID, placement, FRAME);
const GUIDED = { radius: 2, epsilon: 1e-3 };

/** Roughly normal: the sum of twelve even numbers, minus its mean. */
const normal = (random: () => number): number => Array.from({ length: 12 }, random).reduce((a, b) => a + b, -6);

/** A dark thing on a light ground, its right edge at `edge` of the frame's columns, as a noisy camera and a soft model see it. */
function frameAt(edge: number, random: () => number, noise: number) {
  const words = Uint32Array.from({ length: FRAME.width * FRAME.height }, (_, i) => {
    const value = (i % FRAME.width < edge ? 60 : 170) + normal(random) * noise;
    const byte = Math.min(255, Math.max(0, Math.round(value)));
    return packPixel(byte, byte, byte);
  });
  const luma = new Float32Array(GRID.width * GRID.height);
  const data = new Float32Array(2 * luma.length);
  for (let i = 0; i < luma.length; i += 1) {
    const [x, y] = [i % GRID.width, Math.floor(i / GRID.width)];
    luma[i] = words[(y * 4 + 2) * FRAME.width + x * 4 + 2]! & 255;
    const logit = (edge - (x + 0.5) * 4) / 4 + normal(random) * noise * 0.1;
    data[i] = -logit;
    data[luma.length + i] = logit;
  }
  const scores: Scores = { ...GRID, classes: 2, kind: 'logits', data, classStride: luma.length, pixelStride: 1 };
  return { scores, guide: { luma, input: GRID, pixels: { ...FRAME, words } } };
}

function label(stages: StageRun, { scores, guide }: ReturnType<typeof frameAt>, options: RefineOptions): Uint8Array {
  const labels = new Uint8Array(FRAME.width * FRAME.height);
  const ids = new Uint8Array(GRID.width * GRID.height);
  const work = { scores, ids, keep: null, ...guide, placement, grid, labels, counts: new Uint32Array(256) };
  stages.run(work, options, true, () => undefined);
  return labels;
}

function film(options: RefineOptions, edges: readonly number[], noise: number): Uint8Array[] {
  const stages = createStageRun(STAGES, createArena());
  const random = randomly(31);
  return edges.map((edge) => label(stages, frameAt(edge, random, noise), options));
}

/** Labels that change from frame to frame, once the past has settled. */
function flips(options: RefineOptions): number {
  const frames = film(options, Array(18).fill(97), 3);
  let count = 0;
  for (let k = 6; k < frames.length; k += 1) frames[k]!.forEach((id, i) => (count += Number(id !== frames[k - 1]![i])));
  return count;
}

/** Where each frame's edge is: the mean number of labelled columns. */
const edgesOf = (frames: readonly Uint8Array[]): number[] =>
  frames.map((labels) => labels.reduce((sum, id) => sum + id, 0) / FRAME.height);

describe('an edge that stands still under sensor noise', () => {
  it('flips 70 % fewer labels with smoothing, guided or not', () => {
    const without = flips({});
    expect(without).toBeGreaterThan(500);
    expect(flips({ temporal: 0.75 })).toBeLessThan(without * 0.3);
    expect(flips({ temporal: 0.75, guided: GUIDED })).toBeLessThan(without * 0.3);
  });

  it('is smoothed in the guide as well: without that a guided edge would flicker more than a plain one', () => {
    expect(flips({ guided: GUIDED })).toBeGreaterThan(3 * flips({ temporal: 0.75, guided: GUIDED }));
  });
});

describe('an edge that moves', () => {
  it.each([2, 5, 12])('by %i pixels a frame lags one frame at most, and no frame once it stops', (speed) => {
    const moving = Array.from({ length: 10 }, (_, k) => 40 + k * speed);
    const rest = moving.at(-1)!;
    const edges = [40, 40, 40, ...moving, rest, rest];
    const seen = edgesOf(film({ temporal: 0.75, guided: GUIDED }, edges, 1));
    seen.slice(3).forEach((edge, k) => {
      expect(Math.abs(edge - edges[k + 3]!), `frame ${k}`).toBeLessThanOrEqual(speed + 1);
    });
    expect(Math.abs(seen.at(-1)! - rest)).toBeLessThanOrEqual(1.5);
  });

  it('is forgotten after a reset', () => {
    const stages = createStageRun(STAGES, createArena());
    const options = { temporal: 0.95, guided: GUIDED };
    const edge = (at: number): number => edgesOf([label(stages, frameAt(at, randomly(1), 0), options)])[0]!;
    const first = edge(97);
    edge(40);
    stages.reset();
    expect(edge(97)).toBe(first);
  });
});
