import { transferHandlers } from 'comlink';
import { describe, expect, it } from 'vitest';
import { withCode } from '../../../workers/street/thrown.ts';

/** What a caller at the other end of Comlink catches. */
function caught(thrown: unknown): unknown {
  const handler = transferHandlers.get('throw');
  if (!handler) throw new Error('Comlink has no handler for what is thrown');
  const [sent] = withCode(handler).serialize({ value: thrown });
  try {
    handler.deserialize(structuredClone(sent));
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('an error that crosses to the page', () => {
  it('keeps its code, message and kind', () => {
    const error = caught(Object.assign(new Error('no WebGL'), { code: 'street-unavailable' }));
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ message: 'no WebGL', code: 'street-unavailable' });
  });

  it('gets no code it did not have', () => {
    expect(caught(new Error('plain'))).not.toHaveProperty('code');
    expect(caught('just text')).toBe('just text');
  });
});
