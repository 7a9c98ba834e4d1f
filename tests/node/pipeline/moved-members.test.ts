import { describe, expect, it } from 'vitest';
import { MoveCounter } from '../../../src/core/metrics/move-counter.ts';
import { parseManifest } from '../../../src/core/manifest/manifest.ts';
import type { Beside, PictureScores } from '../../../workers/pipeline/cpu/beside.ts';
import { createBesideOnDemand } from '../../../workers/pipeline/cpu/beside-on-demand.ts';
import { createMembers } from '../../../workers/pipeline/cpu/members.ts';
import { createMovedMembers } from '../../../workers/pipeline/cpu/moved-members.ts';
import { createArena } from '../../../workers/simd/arena.ts';
import { taskOf } from '../../../workers/tasks/tasks.ts';

const SIDE = 64;
const SIZE = { width: SIDE, height: SIDE };
const COUNT = SIDE * SIDE;
const SPEC = parseManifest({
  id: 'slow',
  title: 'x',
  licence: 'x',
  origin: '',
  file: 'x.onnx',
  sha256: '0'.repeat(64),
  bytes: 1,
  input: { name: 'input', ...SIZE },
  output: { name: 'output', kind: 'binary-probability' },
  classes: ['background', 'person'].map((name, id) => ({ id, name, colour: '#000000' })),
});

/** A striped bar whose left edge is at a column; and the score that a model gives it. */
function picture(left: number) {
  const words = Uint32Array.from({ length: COUNT }, (_, i) => {
    const x = (i % SIDE) - left;
    const grey = Math.round(128 + 60 * Math.sin(x / 3) * Math.cos(Math.floor(i / SIDE) / 5));
    return (0xff000000 | (grey << 16) | (grey << 8) | grey) >>> 0;
  });
  return { words, ...SIZE };
}

const bar = (left: number): Float32Array =>
  Float32Array.from({ length: COUNT }, (_, i) => (i % SIDE >= left && i % SIDE < left + 16 ? 1 : 0));

function said(left: number): PictureScores {
  const scores = { ...SIZE, classes: 2, kind: 'binary', data: bar(left), classStride: COUNT, pixelStride: 1 } as const;
  return { scores, placement: { x: 0, y: 0, ...SIZE }, extra: null };
}

/** A stream whose slow model a test answers for; the same model among the frames says `inline`. */
function scene() {
  const asked: { resolve(said: PictureScores | null): void; reject(error: Error): void }[] = [];
  const opened: ((beside: Beside) => void)[] = [];
  const at = { now: 0, inline: 8, runs: 0 };
  const thread: Beside = {
    infer: () => new Promise((resolve, reject) => asked.push({ resolve, reject })),
    crash: () => undefined,
    close: () => undefined,
  };
  const beside = createBesideOnDemand(() => new Promise((resolve) => opened.push(resolve)));
  const moves = new MoveCounter();
  const engine = {
    input: new Float32Array(3 * COUNT),
    run: async () => {
      at.runs += 1;
      return { output: { data: bar(at.inline), dims: [1, 1, SIDE, SIDE], type: 'float32' as const } };
    },
  };
  const members = createMembers([{ spec: SPEC, task: taskOf(SPEC), engine }], false, createArena(), moves);
  const model = createMovedMembers({ members, spec: SPEC, beside, now: () => at.now }, moves);
  const frame = async (left: number, how: { beside?: boolean; pace?: 'single' } = {}): Promise<number> => {
    const request = { pace: how.pace ?? ('live' as const), heads: false, beside: how.beside ?? true };
    const { scores } = await model.infer(picture(left), SIZE, request, () => undefined);
    // of a line in the middle
    const line = scores.data.subarray((COUNT + 0) / 2, COUNT / 2 + SIDE);
    return line.indexOf(1);
  };
  return { asked, opened, thread, at, model, frame, beside };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('a model beside its frames', () => {
  it('is run among them until its thread has started, which none of them waits for', async () => {
    const { opened, thread, at, frame, model, asked } = scene();
    expect(await frame(8)).toBe(8);
    expect(at.runs).toBe(1);
    expect(model.sampled).toBeNull();
    expect(opened).toHaveLength(1);
    // what was said of the first one moves along already
    expect(Math.abs((await frame(12)) - 12)).toBeLessThanOrEqual(1);
    expect(at.runs).toBe(1);
    expect(asked).toHaveLength(0);
    opened[0]!(thread);
    await settled();
    await frame(12);
    expect(asked).toHaveLength(1);
  });

  it('moves what it said of a picture to where that is by now, and says how old it is', async () => {
    const { opened, thread, at, frame, model, asked } = scene();
    await frame(8);
    opened[0]!(thread);
    await settled();
    at.now = 100;
    await frame(10);
    for (const left of [12, 14]) await frame(left);
    // of the picture at 10, which is at 16 when the frame comes
    asked[0]!.resolve(said(10));
    at.now = 180;
    await settled();
    at.now = 200;
    expect(Math.abs((await frame(16)) - 16)).toBeLessThanOrEqual(1);
    expect(model.sampled).toEqual({ seen: 1, age: 100, took: 80 });
    // and is asked again at once
    expect(asked).toHaveLength(2);
    expect(at.runs).toBe(1);
  });

  it('looks at a frame by itself, and at all where it is not to run beside them', async () => {
    const { at, frame } = scene();
    await frame(8);
    at.inline = 30;
    expect(await frame(8, { pace: 'single' })).toBe(30);
    expect(await frame(8)).toBe(8);
    expect(await frame(8, { beside: false })).toBe(30);
    at.inline = 20;
    expect(await frame(8)).toBe(20);
    expect(at.runs).toBe(4);
  });

  it('begins anew with another scene', async () => {
    const { opened, thread, at, frame, model, asked } = scene();
    await frame(8);
    opened[0]!(thread);
    await settled();
    await frame(8);
    model.reset();
    at.inline = 40;
    expect(await frame(40)).toBe(40);
    // of the scene before
    asked[0]!.resolve(said(8));
    await settled();
    expect(await frame(40)).toBe(40);
  });

  it('is asked again when its thread died, and left alone when that is past saving', async () => {
    const { opened, thread, frame, asked, beside } = scene();
    await frame(8);
    opened[0]!(thread);
    await settled();
    await frame(8);
    asked[0]!.resolve(null);
    await settled();
    await frame(8);
    expect(asked).toHaveLength(2);
    asked[1]!.reject(new Error('It stopped.'));
    await settled();
    expect(await frame(8)).toBe(8);
    expect(beside.available).toBe(false);
  });

  it('is closed though it was still opening', async () => {
    const { opened, thread, frame, beside } = scene();
    await frame(8);
    let closed = 0;
    beside.close();
    opened[0]!({ ...thread, close: () => (closed += 1) });
    await settled();
    expect(closed).toBe(1);
    expect(beside.start()).toBe(false);
  });
});
