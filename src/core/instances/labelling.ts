import type { BaseSpec } from '../manifest/base.ts';

/** Why nothing of a model can be told apart, a clause after a colon; null: things can. */
export function thingsObstacle({ id, classes }: Pick<BaseSpec, 'id' | 'classes'>): string | null {
  return classes.some(({ thing }) => thing) ? null : `none of the classes of "${id}" is a countable thing`;
}
