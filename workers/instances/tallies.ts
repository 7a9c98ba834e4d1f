export interface Tally {
  readonly classId: number;
  area: number;
  left: number;
  readonly top: number;
  right: number;
  bottom: number;
}

/** What each slot has of each class. */
export interface Tallies {
  /** Pixels of a row. @param end behind the last one */
  add(slot: number, classId: number, row: number, start: number, end: number): void;
  readonly of: readonly (readonly Tally[])[];
}

export function createTallies(slots: number): Tallies {
  const of = Array.from({ length: slots + 1 }, (): Tally[] => []);
  return {
    of,
    add(slot, classId, row, start, end) {
      const own = of[slot]!;
      let at = 0;
      while (at < own.length && own[at]!.classId !== classId) at += 1;
      const tally = (own[at] ??= { classId, area: 0, left: start, top: row, right: end, bottom: row });
      tally.area += end - start;
      if (start < tally.left) tally.left = start;
      if (end > tally.right) tally.right = end;
      tally.bottom = row + 1;
    },
  };
}
