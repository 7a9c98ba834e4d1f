import { transfer } from 'comlink';
import { toPerPixelError, toWire, type Reply } from '../../src/core/errors/errors.ts';

/**
 * How a worker replies: a failure is sent as a value, with its code.
 * @param remedy for what nobody foresaw
 */
export function replier(remedy: string) {
  /** @param handOver what of the reply's memory is transferred instead of copied */
  return async function reply<T>(
    task: () => Promise<T>,
    handOver: (value: T) => Transferable[] = () => [],
  ): Promise<Reply<T>> {
    try {
      const value = await task();
      // Comlink looks for the list at the very thing that is sent
      return transfer({ ok: true, value } as const, handOver(value));
    } catch (thrown) {
      return { ok: false, error: toWire(toPerPixelError(thrown, 'inference-failed', remedy)) };
    }
  };
}
