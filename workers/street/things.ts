/**
 * How many ids each kind of thing has. What is numbered along the road goes round after 7 km at least, which is far more than is in view;
 * of what is numbered by the 40 m stretch, one stretch has at most 32, or 4 who cross.
 */
const IDS = {
  leader: 3,
  oncoming: 2000,
  cyclist: 1000,
  crosser: 4 * 800,
  stroller: 32 * 800,
  parked: 32 * 800,
  motorist: 4000,
};

export type ThingKind = keyof typeof IDS;

/** Per kind, its first id and how many there are; 0 is what cannot be counted. They fit into 16 bits. */
const RANGES = new Map<ThingKind, readonly [first: number, count: number]>();
let next = 1;
for (const [kind, count] of Object.entries(IDS) as [ThingKind, number][]) {
  RANGES.set(kind, [next, count]);
  next += count;
}

/** Things of a stretch are numbered from 0; so many numbers lie between two stretches. */
export const PER_STRETCH = { crosser: 4, stroller: 32, parked: 32 } as const;

/**
 * The id of one thing: the same whenever it is in view, and no other's meanwhile.
 * @param number its number among its kind, along the whole road
 */
export function thingId(kind: ThingKind, number: number): number {
  const [first, count] = RANGES.get(kind) ?? [0, 1];
  return first + (((number % count) + count) % count);
}
