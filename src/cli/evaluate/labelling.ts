import type { Task } from './task.ts';

/** What the values of the label images mean. */
export interface Labelling {
  /** By the order of the ids. */
  readonly classes: readonly string[];
  /** The value of the first class; smaller ones are not scored. */
  readonly first: number;
  /** Values besides those of the classes that may occur and are not scored. */
  readonly unscored: ReadonlySet<number>;
}

/** @param labelsStart where labels start by the model's manifest, if nobody says otherwise */
export function labellingOf(task: Pick<Task, keyof Labelling>, labelsStart: number): Labelling {
  const { classes, first = labelsStart, unscored = new Set([first + classes.length]) } = task;
  return { classes, first, unscored };
}
