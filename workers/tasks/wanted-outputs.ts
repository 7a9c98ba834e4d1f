import { PerPixelError } from '../../src/core/errors/errors.ts';
import { isScoreMap } from '../../src/core/labels/score-maps.ts';
import type { BaseSpec } from '../../src/core/manifest/base.ts';
import type { OutputKind } from '../../src/core/options/outputs.ts';

/** @throws PerPixelError `option-invalid` where an output is wanted that the model does not have */
export function checkOutputs({ id, task }: BaseSpec, wanted: readonly OutputKind[], offered: readonly string[]): void {
  const missing = wanted.find((each) => each !== 'labelMap' && !offered.includes(each));
  if (!missing) return;
  throw new PerPixelError(
    'option-invalid',
    `The model "${id}", whose task is “${task}”, has no “${missing}”.`,
    `Leave it out of the outputs; there are ${['labelMap', ...offered].join(', ')}.`,
  );
}

/** Whether anything is wanted that a task makes besides labels and what is made of scores alone. */
export function wantsResults(outputs: readonly OutputKind[]): boolean {
  return outputs.some((each) => each !== 'labelMap' && !isScoreMap(each));
}
