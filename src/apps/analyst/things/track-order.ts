import type { LiveTrack } from './live-things.ts';

export type TrackColumn = 'track' | 'class' | 'from' | 'to' | 'duration' | 'largest';

interface TrackOrder {
  readonly by: TrackColumn;
  readonly down: boolean;
}

/** By number. */
export const FIRST_ORDER: TrackOrder = { by: 'track', down: false };

/** What a press on a column's head makes of the order: figures begin with the largest where that is what is looked for. */
export function pressed(order: TrackOrder, by: TrackColumn): TrackOrder {
  if (order.by === by) return { by, down: !order.down };
  return { by, down: by === 'duration' || by === 'largest' };
}

/** Tracks in an order; where it leaves two alike, by number. */
export function ordered(
  tracks: readonly LiveTrack[],
  { by, down }: TrackOrder,
  names: readonly string[],
): readonly LiveTrack[] {
  const compare = COMPARE[by];
  const sign = down ? -1 : 1;
  return tracks.toSorted((a, b) => sign * compare(a, b, names) || a.track - b.track);
}

type Compare = (a: LiveTrack, b: LiveTrack, names: readonly string[]) => number;

const COMPARE: Readonly<Record<TrackColumn, Compare>> = {
  track: (a, b) => a.track - b.track,
  class: (a, b, names) => (names[a.classId] ?? '').localeCompare(names[b.classId] ?? '', 'en'),
  from: (a, b) => a.first - b.first,
  to: (a, b) => a.last - b.last,
  duration: (a, b) => lasting(a) - lasting(b),
  largest: (a, b) => a.largest - b.largest,
};

/** Seconds from its first frame to its last. */
export function lasting({ first, last }: LiveTrack): number {
  return last - first;
}
