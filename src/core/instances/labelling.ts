import { PerPixelError } from '../errors/errors.ts';
import type { BaseSpec } from '../manifest/base.ts';
import type { Labelling } from './instance.ts';

/** Why nothing of a model can be told apart, a clause after a colon; null: things can. */
export function thingsObstacle({ id, classes }: Pick<BaseSpec, 'id' | 'classes'>): string | null {
  return classes.some(({ thing }) => thing) ? null : `none of the classes of "${id}" is a countable thing`;
}

/**
 * Whether a model can be labelled so. @param chosen absent: what it is made for
 * @throws PerPixelError `option-invalid`
 */
export function checkLabelling(chosen: Labelling | undefined, spec: Pick<BaseSpec, 'id' | 'classes'>): void {
  if (chosen === undefined || chosen === 'semantic') return;
  const why = thingsObstacle(spec);
  if (why === null) return;
  throw new PerPixelError(
    'option-invalid',
    `The labelling cannot be “${chosen}”: ${why}.`,
    'Leave it away, or choose a model whose manifest marks classes with "thing": true.',
  );
}
