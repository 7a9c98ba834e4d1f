import { expose } from 'comlink';
import type { TunerApi } from '../src/shared/tuner-protocol.ts';
import { replier } from './reply.ts';
import { runTrial } from './session/trial.ts';

const reply = replier('Another way is used.');

/** One candidate a worker: sessions never run side by side in it, and what they held goes with it. */
const api: TunerApi = {
  trial: (options) =>
    reply(
      () => runTrial(options),
      ({ labels }) => [labels.buffer],
    ),
};

expose(api);
