import type { Labelled } from '../../src/core/labels/labelled.ts';
import { probabilitiesAt } from '../../src/core/labels/scores.ts';
import type { ModelClass } from '../../src/core/manifest/classes.ts';
import { findRegions, type FoundRegion } from './regions.ts';
import { toInstance, type Things } from './things.ts';

/** The things of frames whose model tells none apart: connected regions. */
export interface RegionThings {
  of(labelled: Labelled<null>): Things;
}

export function createRegionThings(classes: readonly ModelClass[]): RegionThings {
  const isThing = classes.map(({ thing }) => thing);
  const probabilities = new Float32Array(classes.length);
  let map = new Uint16Array();
  return {
    of(labelled) {
      const { labels, size, frame } = labelled;
      if (map.length !== labels.length) map = new Uint16Array(labels.length);
      const regions = findRegions(labels, size, isThing, map);
      const instances = regions.map((region, index) =>
        toInstance(region, { id: index + 1, score: scoreOf(region, labelled) }, size, frame),
      );
      return { instances, map };
    },
  };

  /** The mean probability of its class at some of its pixels. */
  function scoreOf({ classId, middles }: FoundRegion, { scores, grid: { x, y, target } }: Labelled<null>): number {
    let sum = 0;
    for (const at of middles) {
      const row = nearest(y, Math.floor(at / target.width));
      probabilitiesAt(scores, row * scores.width + nearest(x, at % target.width), probabilities);
      sum += probabilities[classId]!;
    }
    return sum / middles.length;
  }
}

function nearest({ low, high, weight }: Labelled['grid']['x'], target: number): number {
  return weight[target]! < 0.5 ? low[target]! : high[target]!;
}
