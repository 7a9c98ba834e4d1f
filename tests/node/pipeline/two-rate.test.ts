import { describe, expect, it } from 'vitest';
import type { Pixels } from '../../../src/core/geometry/pixels.ts';
import { PerPixelError } from '../../../src/core/errors/errors.ts';
import { MoveCounter } from '../../../src/core/metrics/move-counter.ts';
import { parseManifest } from '../../../src/core/manifest/manifest.ts';
import type { Beside, PictureScores } from '../../../workers/pipeline/cpu/beside.ts';
import type { Member } from '../../../workers/pipeline/cpu/members.ts';
import { createTwoRate, type TwoRateOptions } from '../../../workers/pipeline/cpu/two-rate.ts';
import { createArena } from '../../../workers/simd/arena.ts';
import { divide } from '../../../workers/stages/bound/division.ts';
import { taskOf } from '../../../workers/tasks/tasks.ts';

const SIDE = 32;
const SIZE = { width: SIDE, height: SIDE };
const COUNT = SIDE * SIDE;
const MODEL = { title: 'x', licence: 'x', origin: '', file: 'x.onnx', sha256: '0'.repeat(64), bytes: 1 };
const INPUT = { name: 'input', ...SIZE };
const names = (...all: string[]) => all.map((name, id) => ({ id, name, colour: '#000000' }));
const PARTS = parseManifest({
  ...MODEL,
  id: 'parts',
  input: INPUT,
  companion: 'fast',
  output: { name: 'output', kind: 'probabilities' },
  classes: names('background', 'hair', 'skin'),
});
const FAST = parseManifest({
  ...MODEL,
  id: 'fast',
  input: INPUT,
  output: { name: 'output', kind: 'binary-probability' },
  classes: names('background', 'person'),
});
const WHOLE = { x: 0, y: 0, ...SIZE };
const clock = (): void => undefined;

/** Sees a person on the left half of every picture. */
function fast(): Member {
  const data = Float32Array.from({ length: COUNT }, (_, i) => (i % SIDE < SIDE / 2 ? 1 : 0));
  const output = { data, dims: [1, 1, SIDE, SIDE], type: 'float32' } as const;
  return {
    spec: FAST,
    task: taskOf(FAST),
    engine: { input: new Float32Array(3 * COUNT), run: async () => ({ output: { ...output, data: data.slice() } }) },
  };
}

/** Says “hair” or “skin” of the whole picture. */
function saying(part: 'hair' | 'skin'): PictureScores {
  const data = new Float32Array(3 * COUNT).fill(
    1,
    part === 'hair' ? COUNT : 2 * COUNT,
    part === 'hair' ? 2 * COUNT : 3 * COUNT,
  );
  const scores = { ...SIZE, classes: 3, kind: 'probabilities', data, classStride: COUNT, pixelStride: 1 } as const;
  return { scores, placement: WHOLE, extra: null };
}

/** A slow model that a test answers for. */
function scene(seen: TwoRateOptions['seen'] = null) {
  const asked: { pixels: Pixels; resolve(said: PictureScores | null): void; reject(error: Error): void }[] = [];
  const beside: Beside = {
    infer: (pixels) => new Promise((resolve, reject) => asked.push({ pixels, resolve, reject })),
    crash: () => undefined,
    close: () => undefined,
  };
  const at = { now: 0 };
  const division = divide(PARTS.classes, FAST.classes);
  const model = createTwoRate(
    { fast: fast(), beside, division, seen, now: () => at.now },
    createArena(),
    new MoveCounter(),
  );
  const pixels = { words: new Uint32Array(COUNT).fill(0xff808080), ...SIZE };
  const frame = (pace: 'live' | 'single' = 'live') => model.infer(pixels, SIZE, { pace, heads: true }, clock);
  return { asked, at, model, frame };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

/** The likeliest class in the middle of the person, and in that of the background. */
async function labels(frame: Promise<{ scores: { data: Float32Array } }>): Promise<number[]> {
  const { data } = (await frame).scores;
  return [SIDE / 4, (3 * SIDE) / 4].map((x) => {
    const pixel = (SIDE / 2) * SIDE + x;
    const scores = [0, 1, 2].map((id) => data[id * COUNT + pixel]!);
    expect(scores.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
    return scores.indexOf(Math.max(...scores));
  });
}

describe('a model that sees some frames only', () => {
  it('is waited for by the first one, and says how old it is from then on', async () => {
    const { asked, at, model, frame } = scene();
    expect(model.sampled).toBeNull();
    const first = labels(frame());
    await settled();
    expect(asked).toHaveLength(1);
    at.now = 250;
    asked[0]!.resolve(saying('hair'));
    expect(await first).toEqual([1, 0]);
    expect(model.sampled).toEqual({ seen: 1, age: 250, took: 250 });
  });

  it('keeps no later one waiting, is asked again once it is done, and not too often', async () => {
    const { asked, at, model, frame } = scene();
    const first = labels(frame());
    await settled();
    asked[0]!.resolve(saying('hair'));
    await first;
    at.now = 100;
    expect(await labels(frame())).toEqual([1, 0]);
    expect(asked).toHaveLength(1);
    at.now = 230;
    expect(await labels(frame())).toEqual([1, 0]);
    expect(asked).toHaveLength(2);
    at.now = 700;
    expect(await labels(frame())).toEqual([1, 0]);
    expect(asked).toHaveLength(2);
    asked[1]!.resolve(saying('skin'));
    await settled();
    at.now = 710;
    expect(await labels(frame())).toEqual([2, 0]);
    expect(model.sampled).toEqual({ seen: 2, age: 480, took: 470 });
  });

  it('is waited for anew where another scene begins, and what it says of the one before is not used', async () => {
    const { asked, at, model, frame } = scene();
    const first = labels(frame());
    await settled();
    asked[0]!.resolve(saying('hair'));
    await first;
    at.now = 300;
    await labels(frame());
    model.reset();
    const next = labels(frame());
    await settled();
    asked[1]!.resolve(saying('hair'));
    await settled();
    expect(asked).toHaveLength(3);
    asked[2]!.resolve(saying('skin'));
    expect(await next).toEqual([2, 0]);
  });

  it('looks at a frame by itself, which the stream does not follow', async () => {
    const { asked, frame } = scene();
    const first = labels(frame());
    await settled();
    asked[0]!.resolve(saying('hair'));
    await first;
    const alone = labels(frame('single'));
    await settled();
    asked[1]!.resolve(saying('skin'));
    expect(await alone).toEqual([2, 0]);
    const next = labels(frame());
    await settled();
    asked[2]!.resolve(saying('hair'));
    expect(await next).toEqual([1, 0]);
  });

  it('is handed what the fast one saw of a stream, and the whole picture of a frame by itself', async () => {
    const small: Pixels = { width: 1, height: 1, words: Uint32Array.of(0xff000000) };
    const { asked, frame } = scene(() => small);
    const first = frame();
    await settled();
    asked[0]!.resolve(saying('hair'));
    await first;
    const alone = frame('single');
    await settled();
    asked[1]!.resolve(saying('skin'));
    await alone;
    expect(asked.map(({ pixels }) => pixels.width)).toEqual([1, SIDE]);
  });

  it('is asked again when its thread died, and what it said before is shown meanwhile', async () => {
    const { asked, at, frame } = scene();
    const first = labels(frame());
    await settled();
    asked[0]!.resolve(null);
    await settled();
    expect(asked).toHaveLength(2);
    asked[1]!.resolve(saying('hair'));
    expect(await first).toEqual([1, 0]);
    at.now = 300;
    await labels(frame());
    asked[2]!.resolve(null);
    await settled();
    at.now = 600;
    expect(await labels(frame())).toEqual([1, 0]);
    expect(asked).toHaveLength(4);
  });

  it('that is past saving fails the frames', async () => {
    const { asked, frame } = scene();
    const first = frame();
    await settled();
    asked[0]!.reject(new PerPixelError('worker-crashed', 'It stopped.', 'Reload.'));
    await expect(first).rejects.toThrow('It stopped.');
    await expect(frame()).rejects.toThrow('It stopped.');
  });
});
