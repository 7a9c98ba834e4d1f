import { describe, expect, it } from 'vitest';
import { PerPixelError } from '../../../src/core/errors/errors.ts';
import { inferenceError } from '../../../workers/pipeline/inference-error.ts';

describe('a run that failed', () => {
  it('is a lost device when the device is gone, whatever the run said', () => {
    const error = inferenceError(new Error('mapAsync failed'), 'driver reset');
    expect(error).toMatchObject({ code: 'device-lost', problem: 'The graphics device was lost (driver reset).' });
    expect(error.cause).toMatchObject({ message: 'mapAsync failed' });
  });

  it('is what it is otherwise', () => {
    const own = new PerPixelError('frame-too-large', 'Too large.', 'Scale it.');
    expect(inferenceError(own, null)).toBe(own);
    expect(inferenceError(new Error('bad shape'), null)).toMatchObject({ code: 'inference-failed' });
  });

  it('of want of memory says so, also where WebAssembly throws a bare number', () => {
    for (const thrown of [new RangeError('Array buffer allocation failed'), 83_886_080]) {
      expect(inferenceError(thrown, null)).toMatchObject({
        code: 'inference-failed',
        problem: expect.stringMatching(/needs more memory/) as string,
        remedy: expect.stringMatching(/smaller/) as string,
      });
    }
  });
});
