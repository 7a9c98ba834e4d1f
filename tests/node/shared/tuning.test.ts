import { describe, expect, it } from 'vitest';
import {
  atHand,
  candidatesFor,
  covers,
  decide,
  fastestOnOneThread,
  describe as name,
  forManyAtOnce,
  holdsFor,
  hopeless,
  judge,
  usualThreads,
  type Candidate,
  type Machine,
  type Trial,
  type TrialOutcome,
  type TuningIdentity,
} from '../../../src/core/tuning/tuning.ts';

const desk: Machine = {
  cores: 8,
  isolated: true,
  spare: 1,
  adapter: { name: 'nvidia ada', software: false, float16: true },
};
const wasm = (threads: number): Candidate => ({
  backend: 'wasm',
  runtime: 'ort',
  threads,
  precision: 'float32',
  capture: false,
});
const lite = (threads: number): Candidate => ({ ...wasm(threads), runtime: 'litert' });
const onnx = { runtimes: { wasm: ['ort'], webgpu: ['ort'] }, float16: true } as const;
const both = { ...onnx, runtimes: { wasm: ['ort', 'litert'], webgpu: ['ort'] } } as const;
const gpu = (changes: Partial<Candidate> = {}): Candidate => ({
  backend: 'webgpu',
  runtime: 'ort',
  threads: 1,
  precision: 'float32',
  capture: true,
  ...changes,
});
const trial = (candidate: Candidate, milliseconds: number | null, rejected: string | null = null): Trial => ({
  candidate,
  milliseconds,
  agreement: rejected ? 0 : 1,
  rejected,
});
const answer = (changes: Partial<TrialOutcome> = {}): TrialOutcome => ({
  labels: new Uint8Array(1000).fill(1),
  broken: false,
  milliseconds: 5,
  note: null,
  ...changes,
});

describe('the ways worth a try', () => {
  it('start with WASM on the usual threads, which always works', () => {
    expect(candidatesFor(desk, onnx)[0]).toEqual(wasm(4));
    expect(candidatesFor({ ...desk, isolated: false, adapter: null }, onnx)).toEqual([wasm(1)]);
  });

  it('are backend × threads × precision × recording', () => {
    expect(candidatesFor(desk, onnx).map(name)).toEqual([
      'WASM with 4 threads',
      'WASM with 3 threads',
      'WASM with 2 threads',
      'WASM with 1 thread',
      'WebGPU, recorded',
      'WebGPU',
      'WebGPU in half precision, recorded',
      'WebGPU in half precision',
    ]);
  });

  it('are of each library that takes the model, ONNX Runtime first', () => {
    const laptop = { ...desk, cores: 3, adapter: null };
    expect(candidatesFor(laptop, both).map(name)).toEqual([
      'WASM with 2 threads',
      'WASM with 1 thread',
      'LiteRT on WASM with 2 threads',
      'LiteRT on WASM with 1 thread',
    ]);
    const alone = { ...both, runtimes: { wasm: ['litert'], webgpu: [] } } as const;
    expect(candidatesFor(desk, alone).map(({ runtime }) => runtime)).toEqual(Array.from({ length: 4 }, () => 'litert'));
  });

  it('are first those for which nothing is fetched', () => {
    const ways = candidatesFor(desk, both);
    expect(atHand(ways).map(({ runtime }) => runtime)).not.toContain('litert');
    expect(ways.slice(0, -4)).toEqual(atHand(ways));
    const tried = { trials: atHand(ways).map((way) => trial(way, 5)) };
    expect([covers(tried, atHand(ways)), covers(tried, ways)]).toEqual([true, false]);
  });

  it('leave another library for the CPU out where a graphics adapter is out of its reach', () => {
    expect(hopeless(lite(1), [trial(wasm(1), 30), trial(gpu(), 9)])).toMatch(
      /LiteRT .* is not tried: WebGPU, recorded is/,
    );
    expect(hopeless(lite(1), [trial(wasm(1), 30), trial(gpu(), 11)])).toBeNull();
    expect(hopeless(lite(1), [trial(wasm(1), 30), trial(gpu(), 1, 'wrong')])).toBeNull();
    expect(hopeless(wasm(2), [trial(wasm(1), 30), trial(gpu(), 1)])).toBeNull();
    expect(hopeless(lite(1), [])).toBeNull();
  });

  it('leave half precision out where the adapter or the model has none', () => {
    const without = { ...desk, adapter: { name: 'old', software: false, float16: false } };
    for (const ways of [candidatesFor(desk, { ...onnx, float16: false }), candidatesFor(without, onnx)]) {
      expect(ways.filter((each) => each.precision === 'float16')).toEqual([]);
    }
  });

  it('leave a software adapter out, unless it is asked for', () => {
    const virtual = { ...desk, adapter: { name: 'swiftshader', software: true, float16: false } };
    expect(candidatesFor(virtual, onnx).filter((each) => each.backend === 'webgpu')).toEqual([]);
    expect(candidatesFor(virtual, onnx, true).filter((each) => each.backend === 'webgpu')).toHaveLength(2);
  });

  it('leave the browser its core', () => {
    expect(usualThreads({ cores: 2, isolated: true, spare: 1 })).toBe(1);
    expect(usualThreads({ cores: 1, isolated: true, spare: 1 })).toBe(1);
    expect(usualThreads({ cores: 2, isolated: true, spare: 0 })).toBe(2);
  });
});

describe('a candidate’s answer', () => {
  const reference = answer().labels;

  it('counts where it agrees with WASM', () => {
    expect(judge(gpu(), answer(), reference)).toEqual(trial(gpu(), 5));
  });

  it('counts with a few pixels rounded to the other side, and not with more', () => {
    const off = (count: number) => Uint8Array.from(reference, (label, i) => (i < count ? 0 : label));
    expect(judge(gpu(), answer({ labels: off(5) }), reference)).toMatchObject({ agreement: 0.995, rejected: null });
    const wrong = judge(gpu(), answer({ labels: off(6) }), reference);
    expect(wrong.rejected).toBe('WebGPU, recorded labels 0.6 % of a test picture otherwise');
  });

  it('does not count with scores that are no numbers, on another grid, or without an answer', () => {
    expect(judge(gpu(), answer({ broken: true }), reference).rejected).toMatch(/no numbers/);
    expect(judge(gpu(), answer({ labels: new Uint8Array(10) }), reference)).toMatchObject({ agreement: 0 });
    expect(judge(gpu(), answer({ labels: new Uint8Array(10) }), reference).rejected).not.toBeNull();
    expect(judge(gpu(), 'the adapter was lost', reference)).toMatchObject({
      milliseconds: null,
      rejected: 'the adapter was lost',
    });
  });

  it('does not count as recorded where nothing could be', () => {
    expect(judge(gpu(), answer({ note: 'a node runs on the CPU' }), reference).rejected).toBe(
      'WebGPU, recorded: a node runs on the CPU',
    );
  });
});

describe('the decision', () => {
  it('falls on the fastest, and says what it was compared with', () => {
    const { winner, reason } = decide([trial(wasm(4), 10), trial(wasm(1), 18), trial(gpu(), 3.04)]);
    expect(winner).toEqual(gpu());
    expect(reason).toBe(
      'WebGPU, recorded was the fastest of 3 ways tried here: 3.0 ms, WASM with 4 threads 10.0 ms, WASM with 1 thread 18.0 ms.',
    );
  });

  it('stays with the first choice for a difference that is noise', () => {
    expect(decide([trial(wasm(4), 10), trial(wasm(2), 9.5)]).winner).toEqual(wasm(4));
    expect(decide([trial(wasm(4), 10), trial(wasm(2), 8.9)]).winner).toEqual(wasm(2));
  });

  it('never falls on what was rejected, however fast, and says why', () => {
    const { winner, reason } = decide([trial(wasm(4), 10), trial(gpu(), 1, 'WebGPU labels 40.0 % otherwise')]);
    expect(winner).toEqual(wasm(4));
    expect(reason).toContain('1 not used (WebGPU labels 40.0 % otherwise)');
  });

  it('names the first choice honestly where another was a hair faster', () => {
    expect(decide([trial(wasm(4), 10), trial(wasm(2), 9.5)]).reason).toBe(
      'WASM with 4 threads stays: nothing tried here is clearly faster than its 10.0 ms, WASM with 2 threads 9.5 ms.',
    );
  });
});

it('a result holds only for the very same app, runtime, model, adapter and browser', () => {
  const identity: TuningIdentity = {
    app: '1',
    runtime: '1.30',
    sha256: 'a',
    adapter: 'b',
    cores: 4,
    isolated: true,
    spare: 0,
    agent: 'c',
  };
  expect(holdsFor(identity, { ...identity })).toBe(true);
  for (const key of Object.keys(identity) as (keyof TuningIdentity)[]) {
    expect(holdsFor(identity, { ...identity, [key]: 'other' })).toBe(false);
    expect(holdsFor(identity, { [key]: 'other' })).toBe(false);
  }
  const { adapter: _, ...withoutAdapter } = identity;
  expect(holdsFor({ ...identity, adapter: 'another' }, withoutAdapter)).toBe(true);
});

describe('a measurement read for many frames at once', () => {
  const identity: TuningIdentity = {
    app: '1',
    runtime: '1',
    sha256: 'a',
    adapter: 'ada',
    cores: 8,
    isolated: true,
    spare: 1,
    agent: 'x',
  };
  const measured = (...trials: Trial[]) => ({ identity, winner: gpu(), reason: 'measured', trials });

  it('takes WebGPU where it beats four sessions together, and is valid without a spare core', () => {
    const slow = trial(gpu({ capture: false }), 6);
    const result = forManyAtOnce(measured(trial(wasm(4), 9), trial(wasm(1), 24), slow, trial(gpu(), 5)));
    expect(result).toMatchObject({ winner: gpu(), identity: { spare: 0, adapter: 'ada' } });
    expect(result?.reason).toMatch(/WebGPU, recorded .*5\.0 ms each, 4 at once on WASM 24\.0 ms/);
  });

  it('takes another library on WASM where its one thread is faster', () => {
    const result = forManyAtOnce(measured(trial(wasm(4), 9), trial(wasm(1), 24), trial(lite(1), 12), trial(gpu(), 5)));
    expect(result).toMatchObject({ winner: lite(1), identity: { spare: 0 } });
    expect(result?.reason).toMatch(/^LiteRT on WASM with 1 thread .*12\.0 ms each, WASM with 1 thread 24\.0 ms\.$/);
    expect(forManyAtOnce(measured(trial(wasm(1), 24), trial(lite(1), 23)))).toBeNull();
    expect(forManyAtOnce(measured(trial(wasm(1), 24), trial(lite(1), 2, 'wrong')))).toBeNull();
  });

  it('tells which library is the fastest on one thread', () => {
    const both = [trial(wasm(2), 3), trial(wasm(1), 24), trial(lite(1), 12)];
    expect(fastestOnOneThread({ trials: both })).toBe('litert');
    expect(fastestOnOneThread({ trials: [trial(wasm(1), 24), trial(lite(1), 23)] })).toBeNull();
    expect(fastestOnOneThread({ trials: [trial(wasm(1), 24), trial(lite(1), 2, 'wrong')] })).toBeNull();
    expect(fastestOnOneThread({ trials: [] })).toBeNull();
  });

  it.each([
    ['is only faster than one session', [trial(wasm(4), 9), trial(wasm(1), 24), trial(gpu(), 7)]],
    ['was rejected', [trial(wasm(1), 24), trial(gpu(), 1, 'wrong')]],
    ['did not run', [trial(wasm(1), 24), trial(gpu(), null)]],
    ['was not tried', [trial(wasm(1), 24)]],
    ['has nothing to be held against', [trial(wasm(2), 24), trial(gpu(), 1)]],
  ])('stays with WASM where WebGPU %s', (_, trials) => {
    expect(forManyAtOnce(measured(...trials))).toBeNull();
  });
});
