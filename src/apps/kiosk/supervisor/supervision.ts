import type { FaultKind, HealthEntry, Remedy } from './health.ts';

/** What a fault lies in, and what its remedies are for: where frames come from, what labels them, or how it wears out. */
export type Part = 'source' | 'labelling' | 'care';

/** Two clocks, milliseconds: `at` never goes back, `time` is the wall's, since the epoch, and may be set. */
export interface Moment {
  readonly at: number;
  readonly time: number;
}

export type KioskEvent = Moment &
  (
    | {
        /** A few times a second. */
        readonly kind: 'tick';
        /** Milliseconds that a ping to the worker has been without a reply; 0: it replies, or there is none. */
        readonly unanswered: number;
        /** Frames should be coming: not a still image, and nobody paused it. */
        readonly expecting: boolean;
      }
    /** A labelled frame; `frameTime`: milliseconds of its stages together. */
    | { readonly kind: 'beat'; readonly frameTime: number }
    | { readonly kind: 'fault'; readonly part: Part; readonly fault: FaultKind; readonly detail: string }
    /** Of the page and its workers. */
    | { readonly kind: 'memory'; readonly bytes: number }
    | { readonly kind: 'visibility'; readonly visible: boolean }
    | { readonly kind: 'presence'; readonly present: boolean }
    /** Another source is wanted; it is on its way. */
    | { readonly kind: 'source'; readonly standInHelps: boolean }
    /** Something was plugged in: now is a good moment to try. */
    | { readonly kind: 'hint' }
    | { readonly kind: 'done'; readonly turn: number }
    | { readonly kind: 'failed'; readonly turn: number; readonly detail: string }
  );

/** What is to be done. Each remedy is followed by `done` or `failed` with its `turn`; a newer one for its part ends it. */
export type KioskAction =
  | { readonly kind: 'remedy'; readonly part: Part; readonly remedy: Remedy; readonly turn: number }
  | { readonly kind: 'log'; readonly entry: HealthEntry };

export interface SupervisorOptions {
  /** Planned changes of the worker, milliseconds apart. */
  readonly swapEvery: number;
  /** Reloads are at least so far apart, milliseconds. */
  readonly reloadEvery: number;
  /** Bytes above the start that count as a leak. */
  readonly memoryGrowth: number;
  /** Milliseconds since the page was last reloaded as a remedy; null: never. */
  readonly sinceReload: number | null;
  /** The street would do in place of the source. */
  readonly standInHelps: boolean;
}

export const DEFAULT_SUPERVISION: SupervisorOptions = {
  swapEvery: 4 * 3_600_000,
  reloadEvery: 10 * 60_000,
  memoryGrowth: 192 * 2 ** 20,
  sinceReload: null,
  standInHelps: true,
};
