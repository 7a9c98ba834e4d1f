import { availableParallelism } from 'node:os';
import type { Labelling } from '../core/instances/instance.ts';
import type { ModelManifest } from '../core/manifest/manifest.ts';
import type { RefineOptions } from '../core/refine/stages.ts';
import type { NodeBackendChoice } from '../core/tuning/node-backend.ts';
import type { ThreadOpenOptions } from '../protocol/threads.ts';
import { modelAddress } from './models.ts';

/** Options that were checked. */
export interface Chosen {
  readonly model: string | ModelManifest;
  readonly ensemble?: string | ModelManifest | undefined;
  readonly assets?: string | undefined;
  readonly backend: NodeBackendChoice;
  readonly mirror: boolean;
  readonly refine?: RefineOptions | false | undefined;
  readonly labelling?: Labelling | undefined;
  readonly threads?: number | undefined;
}

/**
 * As threads take it.
 * @param alone one session has all of the processor; otherwise as many as there are threads, of one each
 * @throws PerPixelError `model-download`
 */
export function openOptions(
  { model, ensemble, assets, refine, threads, ...rest }: Chosen,
  alone: boolean,
): ThreadOpenOptions {
  const most = threads ?? availableParallelism();
  const { backend, mirror, labelling } = rest;
  return {
    model: modelAddress(model, assets),
    ensemble: ensemble === undefined ? null : modelAddress(ensemble, assets),
    backend,
    mirror,
    refine: refine ?? null,
    labelling,
    threads: alone ? most : 1,
    sessions: alone ? 1 : most,
  };
}
