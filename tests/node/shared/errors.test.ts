import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  abortedError,
  ERROR_CODES,
  fromWire,
  PerPixelError,
  throwIfAborted,
  toPerPixelError,
  toWire,
  unwrap,
} from '../../../src/core/errors/errors.ts';

const busy = new PerPixelError('camera-busy', 'Another program has the camera.', 'Close it.', {
  cause: new Error('NotReadableError'),
});

describe('an error of ours', () => {
  it('says the problem, then the remedy', () => {
    expect(busy.message).toBe('Another program has the camera. Close it.');
    expect(busy.name).toBe('PerPixelError');
  });

  it('keeps code, problem, remedy and message on the way between threads', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ERROR_CODES), fc.string(), fc.string(), (code, problem, remedy) => {
        const sent = new PerPixelError(code, problem, remedy);
        const received = fromWire(structuredClone(toWire(sent)));
        expect(received).toBeInstanceOf(PerPixelError);
        expect([received.code, received.problem, received.remedy]).toEqual([code, problem, remedy]);
        expect(received.message).toBe(sent.message);
      }),
    );
  });

  it('keeps what its cause said, and invents no cause', () => {
    expect((fromWire(toWire(busy)).cause as Error).message).toBe('NotReadableError');
    expect(fromWire(toWire(new PerPixelError('closed', 'It is closed.', 'Open another.'))).cause).toBeUndefined();
  });

  it('survives the way twice', () => {
    expect(toWire(fromWire(toWire(busy)))).toEqual(toWire(busy));
  });

  it('has a name of its own for each thing that goes wrong', () => {
    expect(new Set(ERROR_CODES).size).toBe(ERROR_CODES.length);
  });
});

describe('a reply', () => {
  it('gives its value, even a falsy one', () => {
    expect(unwrap({ ok: true, value: 0 })).toBe(0);
    expect(unwrap({ ok: true, value: null })).toBeNull();
  });

  it('throws its error with the code', () => {
    expect(() => unwrap({ ok: false, error: toWire(busy) })).toThrow(
      expect.objectContaining({ code: 'camera-busy', remedy: 'Close it.' }),
    );
  });
});

describe('a thrown value made into one of ours', () => {
  const made = (thrown: unknown): PerPixelError => toPerPixelError(thrown, 'inference-failed', 'Try again.');

  it('stays what it is when it is one of ours', () => {
    expect(made(busy)).toBe(busy);
  });

  it.each([
    ['an error', new Error('out of memory'), 'out of memory. Try again.'],
    ['a sentence', new Error('Out of memory!'), 'Out of memory! Try again.'],
    ['a string', 'out of memory', 'out of memory. Try again.'],
    ['a number', 7, '7. Try again.'],
  ])('becomes a sentence with the remedy from %s', (_, thrown, message) => {
    expect(made(thrown)).toMatchObject({ code: 'inference-failed', message, cause: thrown });
  });

  it.each([
    ['an error without a message', new DOMException('', 'NotReadableError'), /NotReadableError/],
    ['nothing', undefined, /\w+/],
    ['null', null, /\w+/],
    ['an empty string', '', /\w+/],
  ])('has a problem to show for %s', (_, thrown, problem) => {
    expect(made(thrown).problem).toMatch(problem);
  });
});

describe('a signal', () => {
  it('that has not fired, or is not there, lets the work go on', () => {
    expect(() => throwIfAborted(undefined)).not.toThrow();
    expect(() => throwIfAborted(new AbortController().signal)).not.toThrow();
  });

  it('that has fired ends it as aborted, with the reason as the cause', () => {
    const reason = new Error('the page closed');
    expect(() => throwIfAborted(AbortSignal.abort(reason))).toThrow(
      expect.objectContaining({ code: 'aborted', cause: reason }),
    );
    expect(abortedError().code).toBe('aborted');
  });
});
