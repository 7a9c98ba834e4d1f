import type { Instance } from '../../src/core/instances/instance.ts';
import type { Keep } from '../../src/core/instances/keep.ts';
import { nameOf } from '../../src/core/instances/name.ts';

/** Who is left in front, from one frame of a stream to the next. */
export interface Keeper {
  /** @param now milliseconds. @returns tracks; in a frame by itself, where nobody has one, ids */
  of(instances: readonly Instance[], keep: Keep, now: number): ReadonlySet<number>;
  reset(): void;
}

/** So long the nearest one may be out of sight before another one is, milliseconds: until then nobody is. */
const LOST = 1000;
/** So much larger another one has to be to be the nearest, and for so long, milliseconds. */
const LARGER = 1.4;
const LASTING = 600;

/**
 * Whoever is chosen by track is kept while they are seen, and nobody in their place. The nearest stays the nearest through a frame in
 * which they are missed: for that frame nobody is shown, and no bystander.
 */
export function createKeeper(): Keeper {
  let nearest: number | null = null;
  let seen = 0;
  /** Since when another one has been larger. */
  let since: { readonly name: number; readonly at: number } | null = null;

  return {
    of(instances, keep, now) {
      if (keep === 'all') return new Set(instances.map(nameOf));
      if (keep !== 'nearest') return new Set(keep);
      const name = follow(instances, now);
      return new Set(name === null ? [] : [name]);
    },
    reset() {
      nearest = since = null;
    },
  };

  function follow(instances: readonly Instance[], now: number): number | null {
    const largest = largestOf(instances);
    const current = instances.find((each) => nameOf(each) === nearest);
    if (!current) {
      if (nearest !== null && now - seen < LOST) return nearest;
      take(largest, now);
      return nearest;
    }
    seen = now;
    const other = largest && largest.area > LARGER * current.area ? nameOf(largest) : null;
    if (other === null) since = null;
    else if (since?.name !== other) since = { name: other, at: now };
    else if (now - since.at >= LASTING) take(largest, now);
    return nearest;
  }

  function take(instance: Instance | null, now: number): void {
    nearest = instance && nameOf(instance);
    seen = now;
    since = null;
  }
}

function largestOf(instances: readonly Instance[]): Instance | null {
  return instances.reduce<Instance | null>((most, each) => (most && most.area >= each.area ? most : each), null);
}
