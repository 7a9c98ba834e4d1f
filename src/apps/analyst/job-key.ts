import { labellingOf } from '../../core/instances/suited.ts';
import { isModelId } from '../../core/manifest/catalog.ts';
import type { ModelSpec } from '../../core/manifest/manifest.ts';
import { sha256 } from '../../platform/sha256.ts';
import type { OpenedVideo } from '../../protocol/video.ts';
import type { JobChoice } from './choice.ts';
import type { JobSource } from './job-source.ts';

/** The models that label, as they were opened. */
interface OpenedModels {
  readonly model: ModelSpec;
  readonly ensemble: ModelSpec | null;
}

/** Where an analysis is kept: the same for the same video, models and options, and safe as a file's name. */
export async function keyOf(
  source: JobSource,
  choice: JobChoice,
  { model, ensemble }: OpenedModels,
  { info }: OpenedVideo,
): Promise<string> {
  const { url, name, blob } = source;
  const identity = blob ? [name, blob.size, blob instanceof File ? blob.lastModified : 0] : [url];
  const { every, refine = 'own', mirror = false } = choice;
  // as earlier versions had it: what they kept is found again
  const { start: _, ...facts } = info;
  const several = mirror || ensemble ? [mirror, ensemble && identityOf(choice.ensemble, ensemble)] : [];
  const things = labellingOf(choice.labelling ?? '', model) === 'semantic' ? [] : [{ things: thingsOf(model) }];
  const parts = [identity, facts, ...identityOf(choice.model, model), every, refine, ...several, ...things];
  return (await sha256(new TextEncoder().encode(JSON.stringify(parts)))).slice(0, 32);
}

/** Which of its classes are counted: a manifest may change that, too. */
function thingsOf({ classes }: ModelSpec): number[] {
  return classes.filter(({ thing }) => thing).map(({ id }) => id);
}

/** A model by what its labels depend on. The manifest of one's own may change while its file stays. */
function identityOf(address = '', spec: ModelSpec): unknown[] {
  return isModelId(address)
    ? [spec.sha256]
    : [spec.sha256, { ...spec, title: '', labelsStart: 0, classes: spec.classes.length }];
}
