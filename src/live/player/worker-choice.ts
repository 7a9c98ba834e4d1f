import { suitableModel } from '../../core/manifest/catalog.ts';
import type { RefineOptions } from '../../core/refine/stages.ts';
import type { BackendChoice } from '../../core/tuning/backend.ts';
import type { FrameSource } from '../../sources/source.ts';
import type { ClientOptions } from '../pipeline-client.ts';
import type { WorkerChoice } from '../standby.ts';
import type { PlayerSettings } from './player-settings.ts';

/** What a source is labelled by besides the settings. */
interface Moment extends Pick<ClientOptions, 'onProgress' | 'onInfo' | 'onWork'> {
  /** Its worker may be others' too. */
  readonly shares: boolean;
  /** In place of the backend of the settings; null: that one. */
  readonly instead: BackendChoice | null;
  /** null: the model's own. */
  readonly refine: RefineOptions | false | null;
}

/** What a source is to be labelled by. What a worker is told while it runs makes no other kind of it. */
export function workerChoice(
  { traits, size }: Pick<FrameSource, 'traits' | 'size'>,
  settings: PlayerSettings,
  { instead, shares, refine, onProgress, onInfo, onWork }: Moment,
): WorkerChoice {
  const { runtime, assets, mirror = false, ensemble, faults } = settings;
  const backend = instead ?? settings.backend;
  const model = settings.model ?? traits.model ?? suitableModel(size);
  return {
    key: JSON.stringify([model, backend, runtime ?? 'auto', assets ?? '', mirror, ensemble ?? '']),
    options: {
      assets,
      model,
      backend,
      runtime,
      refine: refine ?? undefined,
      mirror,
      ensemble,
      faults,
      live: true,
      beside: shares && !faults ? null : undefined,
      onProgress,
      onInfo,
      onWork,
    },
  };
}
