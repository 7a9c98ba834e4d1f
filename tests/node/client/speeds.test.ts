import { describe, expect, it } from 'vitest';
import { rememberSpeed, speedOf, withSpeed } from '../../../src/live/speeds.ts';
import type { Candidate, Trial, Tuning } from '../../../src/core/tuning/tuning.ts';

const slow: Candidate = { backend: 'wasm', runtime: 'ort', threads: 1, precision: 'float32', capture: false };
const fast: Candidate = { ...slow, threads: 2 };
const trial = (candidate: Candidate, milliseconds: number | null): Trial => ({
  candidate,
  milliseconds,
  agreement: 1,
  rejected: null,
});
const found = (milliseconds: number | null): Pick<Tuning, 'winner' | 'trials'> => ({
  winner: fast,
  trials: [trial(slow, 100), trial(fast, milliseconds)],
});

describe('the speed of a model on this machine', () => {
  it('is unknown until it, or one of its relatives, was measured', () => {
    expect(speedOf('driving')).toBeNull();
    expect(withSpeed('Driving', speedOf('driving'))).toBe('Driving');
    rememberSpeed('driving', found(null));
    rememberSpeed('https://example.test/own.json', found(3));
    expect(speedOf('driving')).toBeNull();
    expect(speedOf('https://example.test/own.json')).toBeNull();
  });

  it('is that of the fastest way, and tells what the other sizes take', () => {
    rememberSpeed('driving', found(24));
    expect(speedOf('driving')).toEqual({ milliseconds: 24, measured: true });
    expect(withSpeed('Driving', speedOf('driving'))).toBe('Driving · 24 ms');
    expect(withSpeed('Driving, large', speedOf('driving-large'))).toBe('Driving, large · about 123 ms');
    expect(withSpeed('Driving, small', speedOf('driving-small'))).toBe('Driving, small · about 9 ms');
    // another family calculates otherwise
    expect(speedOf('selfie')).toBeNull();
  });

  it('is told by the relative that is nearest in size', () => {
    rememberSpeed('driving-large', found(50));
    expect(withSpeed('', speedOf('driving-large'))).toBe(' · 50 ms');
    expect(withSpeed('', speedOf('driving-small'))).toBe(' · about 9 ms');
    rememberSpeed('driving-small', found(0.2));
    expect(withSpeed('', speedOf('driving-small'))).toBe(' · 1 ms');
  });
});
