import type { PlayerSettings } from '../../live/player/player-settings.ts';
import type { Player } from '../../live/player/player.ts';
import { faultsWanted } from '../../live/player/provoke.ts';
import type { PerPixelElement } from './element.ts';
import { isBackend, isRuntime, TRUNK } from './settings.ts';

/** What decides which source is on and what labels it. */
const CHOSEN = ['source', 'device', 'model', 'backend', 'runtime', 'assets', 'mirror', 'ensemble', 'teach'] as const;

/** A source with what labels it; `file` goes before `source`. */
export interface Choice extends Pick<PerPixelElement, (typeof CHOSEN)[number]> {
  readonly file: Blob | null;
}

export function choiceOf(viewer: PerPixelElement, file: Blob | null): Choice {
  const { source, device, model, backend, runtime, assets, mirror, ensemble, teach } = viewer;
  return { source, device, model, backend, runtime, assets, mirror, ensemble, teach, file };
}

/** The choice as a player takes it. */
export function playerSettings(viewer: PerPixelElement): PlayerSettings {
  const { model, backend, runtime, assets, mirror, ensemble, device, sameOrigin, teach } = viewer;
  return {
    model: model || (teach ? TRUNK : null),
    backend: isBackend(backend) ? backend : 'auto',
    runtime: isRuntime(runtime) ? runtime : 'auto',
    assets: assets || undefined,
    mirror,
    ensemble: ensemble || undefined,
    deviceId: device || undefined,
    sameOrigin,
    faults: faultsWanted(),
  };
}

/** What a player goes on with, whatever was chosen since. @param teach somebody wanted to teach */
export function choiceAtWork({ wanted, settings, info }: Player, teach: boolean): Choice {
  const { model, backend, runtime = 'auto', assets, mirror = false, ensemble, deviceId = '' } = settings;
  return {
    source: typeof wanted === 'string' ? wanted : '',
    file: typeof wanted === 'string' ? null : wanted,
    device: deviceId,
    model: typeof model === 'string' && !(teach && model === TRUNK) ? model : '',
    teach: teach && info?.model.task === 'features',
    backend,
    runtime,
    assets: assets === undefined ? '' : String(assets),
    mirror,
    ensemble: typeof ensemble === 'string' ? ensemble : '',
  };
}
