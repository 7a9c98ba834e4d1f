import type { Labelled } from '../../src/core/labels/labelled.ts';
import type { ModelClass } from '../../src/core/manifest/classes.ts';
import type { CentreOptions } from './centres.ts';
import { groupThings, type CentreHeads } from './grouping.ts';
import { toInstance, type Things } from './things.ts';

/** The things of frames by what a network says of their centres. */
export interface CentredThings {
  /** @param heads null: they were not run, and nothing is told apart */
  of(labelled: Labelled<null>, heads: CentreHeads | null): Things;
}

export function createCentredThings(classes: readonly ModelClass[], options: CentreOptions): CentredThings {
  const isThing = classes.map(({ thing }) => thing);
  let map = new Uint16Array();
  return {
    of(labelled, heads) {
      const { labels, size, frame } = labelled;
      if (map.length !== labels.length) map = new Uint16Array(labels.length);
      if (!heads) return { instances: [], map: map.fill(0) };
      const things = groupThings(heads, options, labelled, isThing, map);
      const instances = things.map((thing, index) =>
        toInstance(thing, { id: index + 1, score: thing.score }, size, frame),
      );
      return { instances, map };
    },
  };
}
