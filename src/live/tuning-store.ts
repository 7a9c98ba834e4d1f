import * as v from 'valibot';
import type { ModelManifest } from '../core/manifest/manifest.ts';
import { RUNTIME_NAMES, type RuntimeChoice } from '../core/tuning/runtime.ts';
import type { Tuning } from '../core/tuning/tuning.ts';

const PREFIX = 'perpixel:tuning:';

const CandidateSchema = v.object({
  backend: v.picklist(['webgpu', 'wasm']),
  runtime: v.picklist(RUNTIME_NAMES),
  threads: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(64)),
  precision: v.picklist(['float32', 'float16']),
  capture: v.boolean(),
});

const TuningSchema = v.object({
  identity: v.object({
    app: v.string(),
    runtime: v.string(),
    sha256: v.string(),
    adapter: v.string(),
    cores: v.number(),
    isolated: v.boolean(),
    spare: v.number(),
    agent: v.string(),
  }),
  winner: CandidateSchema,
  reason: v.string(),
  trials: v.array(
    v.object({
      candidate: CandidateSchema,
      milliseconds: v.nullable(v.number()),
      agreement: v.nullable(v.number()),
      rejected: v.nullable(v.string()),
    }),
  ),
}) satisfies v.GenericSchema<Tuning, unknown>;

/**
 * Under which name a model's measurements are kept: a page that draws frames live and one that does not leave the model
 * different room.
 * @param runtime the only one that counts
 */
export function tuningKey(model: string | ModelManifest, live: boolean, runtime: RuntimeChoice = 'auto'): string {
  return `${runtime === 'auto' ? '' : `${runtime} `}${live ? 'live ' : ''}${typeof model === 'string' ? model : model.sha256}`;
}

/** What was found out about a model, by its address and whether frames are drawn live; null: nothing, or nothing readable. */
export function recall(key: string): Tuning | null {
  try {
    const stored = localStorage.getItem(PREFIX + key);
    return stored === null ? null : v.parse(TuningSchema, JSON.parse(stored));
  } catch {
    // storage is closed to us, or holds what another version wrote: it is measured again
    return null;
  }
}

export function remember(key: string, tuning: Tuning): void {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(tuning));
  } catch {
    // without storage the next visit measures again
  }
}
