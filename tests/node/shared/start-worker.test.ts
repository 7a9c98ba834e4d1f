import { expect, it } from 'vitest';
import { whyStopped } from '../../../src/platform/start-worker.ts';

it('why a worker stopped is told in words, whatever was thrown', () => {
  expect(whyStopped({ message: 'RangeError: out of memory' })).toBe('RangeError: out of memory');
  // what a browser makes of an event that was thrown, and of a script that it did not get
  for (const message of ['[object Event]', 'Uncaught [object Event]', '', undefined]) {
    expect(whyStopped(message === undefined ? {} : { message })).toBe('its script did not load');
  }
});
