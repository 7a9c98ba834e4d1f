/** Kinds of work of a live frame. */
export type Turn = 'mask' | 'search' | 'verify';

/** Milliseconds that a mask may be old before its person comes first. */
const OLD = 150;
/** Milliseconds between two looks for newcomers, while somebody is in view. */
const LOOK = 250;
/** The same until all of the frame was searched once. */
const FIRST_LOOK = 80;

export interface State {
  /** Milliseconds since somebody's mask was made, the oldest first; empty: nobody is in view. */
  readonly ages: readonly number[];
  /** Milliseconds since the finder looked last. */
  readonly searched: number;
  /** Whether all of the frame was searched. */
  readonly complete: boolean;
  /** How many that the finder has seen are to be made sure of. */
  readonly candidates: number;
}

/** What is most pressing. */
export function nextTurn({ ages: [oldest], searched, complete, candidates }: State): Turn {
  if (oldest === undefined) return candidates > 0 ? 'verify' : 'search';
  if (oldest > OLD) return 'mask';
  if (candidates > 0) return 'verify';
  return searched > (complete ? LOOK : FIRST_LOOK) ? 'search' : 'mask';
}

/** How long each kind of work takes here. */
export interface Costs {
  took(turn: Turn, milliseconds: number): void;
  /** Whether another turn fits into what is left of a frame's time; one always does. */
  fits(turn: Turn, spent: number, budget: number): boolean;
}

export function createCosts(): Costs {
  const costs = new Map<Turn, number>();
  return {
    took(turn, milliseconds) {
      const before = costs.get(turn) ?? milliseconds;
      // one that had to wait for another program says little
      costs.set(turn, Math.min(milliseconds, before * 1.5) * 0.3 + before * 0.7);
    },
    fits: (turn, spent, budget) => spent === 0 || spent + (costs.get(turn) ?? Infinity) <= budget,
  };
}
