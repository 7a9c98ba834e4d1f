import { formatOf, formatsOf } from './format.ts';
import type { ModelSpec } from './manifest.ts';
import type { TaskDeclaration } from './task-declaration.ts';
import { TASK_DECLARATIONS } from './tasks.ts';

/** The format that a variant may be of, whatever the model's own file is. */
const CHANNELS_LAST = 'tflite';

/**
 * A model as its file in a format has it: a manifest says how the ports of its own file lie.
 * @returns null where its task does not take such files
 */
export function inFormat(spec: ModelSpec, format: string): ModelSpec | null {
  if (format === formatOf(spec)) return spec;
  if (format !== CHANNELS_LAST) return null;
  const { channelsLast } = TASK_DECLARATIONS[spec.task] as TaskDeclaration<ModelSpec>;
  return channelsLast?.(spec) ?? null;
}

/** Every format that a model can be run in, its own first. */
export function runnableFormats(spec: ModelSpec): readonly string[] {
  return formatsOf(spec).filter((format) => inFormat(spec, format) !== null);
}
