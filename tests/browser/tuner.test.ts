import { afterEach, describe, expect, it } from 'vitest';
import { resolveAssets } from '../../src/live/assets.ts';
import { tune } from '../../src/live/tuner.ts';
import { createSegmenter, type ModelManifest, type Segmenter } from '../../src/perpixel.ts';
import type { Candidate, Tuning } from '../../src/core/tuning/tuning.ts';
import { linearNetwork, nearest } from './models/networks.ts';
import { addressOf, classes, manifestFor, picture, sha256 } from './models/own-model.ts';
import { needs } from './needs.ts';

const SIDE = 32;
const PROTOTYPES = [
  [0.3, 0.3, 0.3],
  [0.6, 0.7, 0.9],
  [0.2, 0.3, 0.6],
] as const;
const onWasm: Candidate = { backend: 'wasm', runtime: 'ort', threads: 1, precision: 'float32', capture: false };
const onGpu: Candidate = { ...onWasm, backend: 'webgpu' };
const identity = {
  app: '1',
  runtime: '1',
  sha256: '',
  adapter: '',
  cores: 2,
  isolated: true,
  spare: 0,
  agent: '',
};

const open: Segmenter[] = [];
afterEach(() => {
  open.splice(0).forEach((segmenter) => segmenter.close());
  localStorage.clear();
});

/** Three colours told apart; its float16 file is wrong unless told otherwise. */
async function model(variant = network([...PROTOTYPES].toReversed())): Promise<ModelManifest> {
  const manifest = await manifestFor(network(PROTOTYPES), {
    input: { name: 'in', width: SIDE, height: SIDE },
    output: { name: 'out', kind: 'logits' },
    classes: classes(3),
  });
  const [file, hash] = [addressOf(variant), await sha256(variant)];
  return { ...manifest, variants: [{ precision: 'float16', file, sha256: hash, bytes: variant.length }] };
}

function network(prototypes: readonly (readonly [number, number, number])[]): Uint8Array<ArrayBuffer> {
  return linearNetwork('NCHW', SIDE, SIDE, [{ name: 'out', ...nearest(prototypes) }]);
}

async function tuned(manifest: ModelManifest, candidates: readonly Candidate[]): Promise<Tuning> {
  const { base, wasm } = resolveAssets(undefined);
  const { signal } = new AbortController();
  return tune({ model: manifest, assets: base, wasm, tunable: { identity, candidates }, signal });
}

describe('the tuner', async () => {
  it(
    'tries WebGPU recorded and not, finds both to agree with WASM, and takes the fastest',
    await needs('webGpu'),
    async () => {
      const { trials, winner } = await tuned(await model(), [onWasm, { ...onGpu, capture: true }, onGpu]);
      expect(trials.map(({ agreement }) => agreement)).toEqual([1, 1, 1]);
      expect(trials.map(({ rejected }) => rejected)).toEqual([null, null, null]);
      const times = trials.map(({ milliseconds }) => milliseconds ?? NaN);
      expect(Math.min(...times)).toBeGreaterThan(0);
      const [first = NaN] = times;
      const fastest = trials[times.indexOf(Math.min(...times))];
      expect(winner).toEqual(Math.min(...times) < first * 0.9 ? fastest?.candidate : onWasm);
    },
  );

  it('rejects a way that labels the test picture otherwise', async () => {
    const { trials, winner } = await tuned(await model(), [onWasm, { ...onWasm, precision: 'float16' }]);
    expect(trials[1]?.agreement).toBeLessThan(0.995);
    expect(trials[1]?.rejected).toMatch(/of a test picture otherwise/);
    expect(winner).toEqual(onWasm);
  });

  it('rejects a way whose scores are no numbers', async () => {
    const infinite = linearNetwork('NCHW', SIDE, SIDE, [
      { name: 'out', weights: PROTOTYPES.map(() => [3e38, 3e38, 3e38]), bias: [3e38, 3e38, 3e38] },
    ]);
    const { trials } = await tuned(await model(infinite), [onWasm, { ...onWasm, precision: 'float16' }]);
    expect(trials[1]?.rejected).toMatch(/no numbers/);
  });

  it('tries another library, which agrees, and tries again what it knows of the first way and the winner alone', async () => {
    const { base, wasm } = resolveAssets(undefined);
    const of = {
      model: new URL('models/selfie.json', base).href,
      assets: base,
      wasm,
      signal: new AbortController().signal,
    };
    const lite: Candidate = { ...onWasm, runtime: 'litert' };
    const slow = { candidate: { ...onWasm, threads: 2 }, milliseconds: 9e9, agreement: 1, rejected: null };
    const known: Tuning = { identity, winner: onWasm, reason: '', trials: [slow] };
    const candidates = [onWasm, slow.candidate, lite];
    const { trials } = await tune({ ...of, tunable: { identity, candidates } }, known);
    expect(trials.map(({ candidate }) => candidate)).toEqual(candidates);
    expect(trials[1]).toEqual(slow);
    expect(trials[2]).toMatchObject({ rejected: null, milliseconds: expect.any(Number) as number });
    expect(trials[2]?.agreement).toBeGreaterThan(0.999);
  });

  it('goes on where a way does not run at all, and says what was wrong', async () => {
    const broken = new TextEncoder().encode('no network');
    const candidates: Candidate[] = [onWasm, { ...onWasm, precision: 'float16' }];
    const { trials, winner } = await tuned(await model(broken), candidates);
    expect(trials[1]).toMatchObject({ milliseconds: null, agreement: null });
    expect(trials[1]?.rejected).toMatch(/cannot be read as an ONNX model/);
    expect(winner).toEqual(onWasm);
  });

  it('ends at once when it is aborted', async () => {
    const controller = new AbortController();
    const { base, wasm } = resolveAssets(undefined);
    const manifest = await model();
    const running = tune({
      model: manifest,
      assets: base,
      wasm,
      tunable: { identity, candidates: [onWasm] },
      signal: controller.signal,
    });
    controller.abort();
    await expect(running).rejects.toMatchObject({ code: 'aborted' });
  });
});

describe('a segmenter that may choose', () => {
  const frame = picture(SIDE, SIDE, () => [80, 80, 80]);

  async function choosing(manifest: ModelManifest): Promise<Segmenter> {
    const segmenter = await createSegmenter({ model: manifest, backend: 'auto' });
    open.push(segmenter);
    return segmenter;
  }

  it('labels at once, measures in the background, tells every way’s time, and remembers', async () => {
    const manifest = await model();
    const segmenter = await choosing(manifest);
    expect(segmenter.backend).toBe('wasm');
    const { labelMap } = await segmenter.segment(frame);
    expect(segmenter.stats().tuning).toBeUndefined();
    // a single core leaves no choice
    const ways = Math.min(4, navigator.hardwareConcurrency);
    if (ways > 1) {
      await expect.poll(() => segmenter.stats().tuning?.trials.length, { timeout: 50_000 }).toBe(ways);
      expect(segmenter.reason).toContain('WASM with ');
    }
    expect((await segmenter.segment(frame)).labelMap).toEqual(labelMap);
    const next = await choosing(manifest);
    await next.segment(frame);
    expect(next.stats().tuning).toEqual(segmenter.stats().tuning);
    expect(next.reason).toBe(segmenter.reason);
  });

  it('measures anew what it remembers of another browser', async () => {
    const manifest = await model();
    const wrong: Tuning = { identity, winner: { ...onWasm, threads: 4 }, reason: 'an old one', trials: [] };
    localStorage.setItem(`perpixel:tuning:${manifest.sha256}`, JSON.stringify(wrong));
    const segmenter = await choosing(manifest);
    expect(segmenter.reason).not.toBe('an old one');
    expect(segmenter.stats().tuning).toBeUndefined();
  });

  it('is not put off by what it cannot read', async () => {
    const manifest = await model();
    localStorage.setItem(`perpixel:tuning:${manifest.sha256}`, '{"winner":');
    const segmenter = await choosing(manifest);
    expect((await segmenter.segment(frame)).labelMap.length).toBe(SIDE * SIDE);
  });
});
