import type { TunerApi } from '../../src/protocol/tuner.ts';
import { replier } from '../link/reply.ts';
import { serve } from '../link/serve.ts';
import { runTrial } from '../tuning/trial.ts';

const reply = replier('Another way is used.');

/** One candidate a worker: sessions never run side by side in it, and what they held goes with it. */
const api: TunerApi = {
  trial: (options) =>
    reply(
      () => runTrial(options),
      ({ labels }) => [labels.buffer],
    ),
};

serve(api);
