import { invalid } from './invalid.ts';
import type { SemanticManifest, SemanticSpec } from './semantic.ts';
import { TASK_MANIFESTS, type TaskName } from './tasks.ts';

export type { InputSpec, InputType, ModelVariant } from './base.ts';
export type { ModelClass } from './classes.ts';
export type { OutputSpec } from './semantic.ts';

/** A manifest as it is written: what is optional may be left out. */
export type ModelManifest = SemanticManifest;

/** A manifest with every default filled in: what the pipeline works from. It is itself a valid manifest. */
export type ModelSpec = SemanticSpec;

/**
 * Checks a manifest and fills in its defaults.
 * @throws PerPixelError `model-invalid`, naming every key that is wrong, missing or unknown
 */
export function parseManifest(value: unknown): ModelSpec {
  return TASK_MANIFESTS[taskOf(value)].parse(value);
}

function taskOf(value: unknown): TaskName {
  const given = typeof value === 'object' && value !== null && 'task' in value ? value.task : undefined;
  if (given === undefined) return 'semantic';
  const known = Object.keys(TASK_MANIFESTS) as TaskName[];
  const task = known.find((name) => name === given);
  if (!task) {
    const names = known.map((name) => `"${name}"`).join(', ');
    throw invalid(`"task" is ${JSON.stringify(given)}, and what a model can be made for here is ${names}`);
  }
  return task;
}
