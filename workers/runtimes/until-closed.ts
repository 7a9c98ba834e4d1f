import type { PerPixelError } from '../../src/core/errors/errors.ts';
import { sessionClosed } from './errors.ts';

/** What a session of ours does until it is closed. */
interface Work<Values> {
  run(inputs: Values, outputs?: readonly string[]): Promise<Values>;
  /** Lets go of what was made for it; called once. */
  close(): Promise<void>;
}

/**
 * The same with what the port promises of every session: it runs no more once it is closed, which may be done twice, and a run
 * that fails says so in our words.
 * @param failed what to throw of what a run threw
 */
export function untilClosed<Values>(work: Work<Values>, failed: (cause: unknown) => PerPixelError): Work<Values> {
  let closed = false;
  return {
    async run(inputs, outputs) {
      if (closed) throw sessionClosed();
      try {
        return await work.run(inputs, outputs);
      } catch (cause) {
        throw failed(cause);
      }
    },
    async close() {
      if (closed) return;
      closed = true;
      await work.close();
    },
  };
}
