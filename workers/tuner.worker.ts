import { expose, transfer } from 'comlink';
import { toPerPixelError, toWire } from '../src/shared/errors.ts';
import type { TunerApi } from '../src/shared/tuner-protocol.ts';
import { runTrial } from './session/trial.ts';

/** One candidate a worker: sessions never run side by side in it, and what they held goes with it. */
const api: TunerApi = {
  async trial(options) {
    try {
      const value = await runTrial(options);
      return transfer({ ok: true, value }, [value.labels.buffer]);
    } catch (thrown) {
      return { ok: false, error: toWire(toPerPixelError(thrown, 'inference-failed', 'Another way is used.')) };
    }
  },
};

expose(api);
