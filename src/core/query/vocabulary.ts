/** What a query may speak of. */
export interface Vocabulary {
  /** Of the classes, by id. */
  readonly names: readonly string[];
  /** By class id, whether its things are counted. */
  readonly counted: readonly boolean[];
  /** Why nothing is counted, and what to do about it, in whole sentences; null where something is. */
  readonly uncounted: string | null;
}

interface Named {
  readonly name: string;
  readonly thing: boolean;
}

/**
 * The classes of an analysis as queries name them.
 * @param counted whether the analysis has counted things
 * @param title of the model
 */
export function vocabularyOf(classes: readonly Named[], counted: boolean, title: string): Vocabulary {
  const things = classes.map(({ thing }) => thing);
  const some = things.includes(true);
  return {
    names: classes.map(({ name }) => name),
    counted: counted ? things : things.map(() => false),
    uncounted: counted && some ? null : some ? WITHOUT : withoutThings(title),
  };
}

const WITHOUT =
  'This video was analysed without instances, so nothing was counted. Choose the labelling “panoptic” and apply it to this video.';

function withoutThings(title: string): string {
  return `The model ${title} has no class of things that could be counted. Choose one that has, such as driving-street.`;
}
