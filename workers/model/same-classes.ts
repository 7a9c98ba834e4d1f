import { PerPixelError } from '../../src/core/errors/errors.ts';
import type { ModelSpec } from '../../src/core/manifest/manifest.ts';

/** @throws PerPixelError `option-invalid` where predictions of two models cannot be averaged */
export function checkClasses(first: ModelSpec, second: ModelSpec): void {
  const names = ({ classes }: ModelSpec): string => classes.map((each) => each.name).join(', ');
  if (names(first) === names(second)) return;
  throw new PerPixelError(
    'option-invalid',
    `"${first.id}" and "${second.id}" cannot be averaged: the classes of one are ${names(first)}, of the other ${names(second)}.`,
    'For “ensemble” name a model with the same classes in the same order.',
  );
}
