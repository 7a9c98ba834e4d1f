import type { Labelled } from '../../src/core/labels/labelled.ts';
import type { ModelClass } from '../../src/core/manifest/classes.ts';
import { findRegions } from './regions.ts';
import { surenessOf } from './sureness.ts';
import { toInstance, type Things } from './things.ts';

/** What is looked at of a frame. */
type Seen = Pick<Labelled<null>, 'labels' | 'size' | 'frame' | 'scores' | 'grid'>;

/** The things of frames whose model tells none apart: connected regions. */
export interface RegionThings {
  of(labelled: Seen): Things;
}

export function createRegionThings(classes: readonly ModelClass[]): RegionThings {
  const isThing = classes.map(({ thing }) => thing);
  const probabilities = new Float32Array(classes.length);
  let map = new Uint16Array();
  return {
    of(labelled) {
      const { labels, size, frame } = labelled;
      if (map.length !== labels.length) map = new Uint16Array(labels.length);
      const sureness = surenessOf(labelled, probabilities);
      /** Of the pixels of each region. */
      const sums: number[] = [];
      const regions = findRegions(labels, size, isThing, map, (number, row, start, end) => {
        sums[number - 1] = (sums[number - 1] ?? 0) + sureness.sum(row, start, end);
      });
      // the mean confidence
      const instances = regions.map((region, index) =>
        toInstance(region, { id: index + 1, score: sums[index]! / region.area }, size, frame),
      );
      return { instances, map };
    },
  };
}
