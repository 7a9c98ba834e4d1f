import type { ModelClass } from '../manifest/classes.ts';
import type { Labelling } from './instance.ts';
import type { Keep } from './keep.ts';

/** What decides how a model's things are shown. */
export interface Telling {
  readonly task: string;
  readonly classes: readonly Pick<ModelClass, 'thing'>[];
}

/** Tasks whose networks tell things apart; of others' labels things are connected regions. */
const APART = ['instances', 'people'];

export function hasThings({ classes }: Telling): boolean {
  return classes.some(({ thing }) => thing);
}

/** What a model's labels tell apart. @param chosen empty: nobody chose */
export function labellingOf(chosen: Labelling | '', model: Telling): Labelling {
  if (!hasThings(model)) return 'semantic';
  return chosen || (APART.includes(model.task) ? 'panoptic' : 'semantic');
}

/** Whom a view of a model's labels leaves in front. @param chosen null: nobody chose */
export function keepOf(chosen: Keep | null, model: Telling): Keep {
  // among what is no things nobody can be chosen: whoever wanted some to be hidden sees nobody
  if (!hasThings(model)) return chosen === null || chosen === 'all' ? 'all' : [];
  return chosen ?? (model.task === 'people' ? 'nearest' : 'all');
}
