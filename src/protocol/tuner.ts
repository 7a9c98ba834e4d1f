import type { OwnLabelMap } from '../core/labels/label-map.ts';
import type { Reply } from '../core/errors/errors.ts';
import type { ModelManifest } from '../core/manifest/manifest.ts';
import type { OpenOptions } from './live.ts';
import type { Candidate, TrialOutcome } from '../core/tuning/tuning.ts';

export interface TrialOptions {
  /** A manifest's absolute address, or the manifest itself. */
  readonly model: string | ModelManifest;
  readonly assets: string;
  readonly wasm: OpenOptions['wasm'];
  readonly candidate: Candidate;
}

export interface TrialResult extends TrialOutcome {
  readonly labels: OwnLabelMap;
}

/** A worker that lives for one question. */
export interface TunerApi {
  trial(options: TrialOptions): Promise<Reply<TrialResult>>;
}
