import { invalid } from './invalid.ts';
import { TASK_DECLARATIONS, type TaskName } from './tasks.ts';

export type { InputSpec, InputType, ModelVariant } from './base.ts';
export type { ModelClass } from './classes.ts';
export type { ModelManifest } from './tasks.ts';

/** A manifest with every default filled in: what the pipeline works from. It is itself a valid manifest. */
export type ModelSpec = ReturnType<(typeof TASK_DECLARATIONS)[TaskName]['parse']>;

/**
 * Checks a manifest and fills in its defaults.
 * @throws PerPixelError `model-invalid`, naming every key that is wrong, missing or unknown
 */
export function parseManifest(value: unknown): ModelSpec {
  return TASK_DECLARATIONS[taskOf(value)].parse(value);
}

function taskOf(value: unknown): TaskName {
  const given = typeof value === 'object' && value !== null && 'task' in value ? value.task : undefined;
  if (given === undefined) return 'semantic';
  const known = Object.keys(TASK_DECLARATIONS) as TaskName[];
  const task = known.find((name) => name === given);
  if (!task) {
    const names = known.map((name) => `"${name}"`).join(', ');
    throw invalid(`"task" is ${JSON.stringify(given)}, and what a model can be made for here is ${names}`);
  }
  return task;
}
