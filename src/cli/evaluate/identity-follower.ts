import { coarseOf } from '../../core/instances/coarse.ts';
import { isSpeck, type Box, type Instance } from '../../core/instances/instance.ts';
import { createTracker } from '../../core/instances/tracker.ts';
import { IdentityTally, type IdentityScore, type TrackedThing } from '../../core/metrics/identity.ts';
import type { TruthMap } from './labelled-images.ts';

/** Of all things, and of each class that occurs, by the truth's class id. */
export interface IdentityResult {
  readonly all: IdentityScore;
  readonly classes: readonly (IdentityScore | null)[];
}

/** Follows a model's things through the frames of one video as streams do, and counts how well. */
export class IdentityFollower {
  readonly #tracker = createTracker();
  readonly #all = new IdentityTally();
  readonly #classes: (IdentityTally | null)[];
  #frames = 0;

  /** @param rate frames a second */
  constructor(
    classes: number,
    private readonly rate: number,
  ) {
    this.#classes = Array.from({ length: classes }, () => null);
  }

  /** @param found instances in the truth's class ids @param map of each pixel the instance's id @param identities by the truth */
  add(found: readonly Instance[], map: Uint16Array, truth: TruthMap, identities: Uint16Array): void {
    const seconds = this.#frames++ / this.rate;
    const tracked = this.#tracker.next({ seconds, size: truth, instances: found, coarse: coarseOf(map, truth) });
    const said = tracked.map(({ track, classId, box }) => ({ id: track, classId, box }));
    const actual = thingsOf(truth, identities);
    const [specks, seen] = [true, false].map((small) =>
      actual.filter(({ area }) => isSpeck(area, truth.ids.length) === small),
    );
    this.#all.add(said, seen!, specks);
    const of = (id: number, things: readonly TrackedThing[]) => things.filter(({ classId }) => classId === id);
    this.#classes.forEach((tally, id) => {
      if (!tally && of(id, said).length + of(id, seen!).length === 0) return;
      const own = (this.#classes[id] ??= new IdentityTally());
      own.add(of(id, said), of(id, seen!), of(id, specks!));
    });
  }

  get result(): IdentityResult {
    return { all: this.#all.score, classes: this.#classes.map((tally) => tally?.score ?? null) };
  }
}

interface Extent {
  readonly classId: number;
  area: number;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The things of a frame's truth, with their boxes. */
function thingsOf({ ids, width }: TruthMap, identities: Uint16Array): (TrackedThing & { area: number })[] {
  const found = new Map<number, Extent>();
  identities.forEach((id, at) => {
    if (id === 0) return;
    const [x, y] = [at % width, Math.floor(at / width)];
    const extent = found.get(id) ?? { classId: ids[at]!, area: 0, left: x, top: y, right: x, bottom: y };
    extent.area += 1;
    extent.left = Math.min(extent.left, x);
    extent.right = Math.max(extent.right, x);
    // rows come from above
    extent.bottom = y;
    found.set(id, extent);
  });
  return Array.from(found, ([id, { classId, area, left, top, right, bottom }]) => {
    const box: Box = { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
    return { id, classId, box, area };
  });
}
