/** Where a visitor who teaches is. */
export type Phase =
  /** The camera and the model are on their way. */
  | 'opening'
  /** The thing is held up. */
  | 'show'
  /** A moment to hold it still before the picture stands. */
  | 'still'
  /** The picture stands: the thing is stroked. */
  | 'thing'
  /** What it is not is stroked. */
  | 'rest'
  /** The picture goes on, labelled. */
  | 'watch'
  /** All is forgotten. */
  | 'over';

/** Why it is over: its time, the visitor, nobody there any more, or a fault. */
export type End = 'time' | 'left' | 'alone' | 'camera' | 'stopped';

export interface Minute {
  readonly phase: Phase;
  /** When the phase ends by itself, milliseconds of a clock that never goes back; null: it does not. */
  readonly until: number | null;
  /** null: it is not over. */
  readonly end: End | null;
}

/** `at`: milliseconds of a clock that never goes back. */
export type MinuteEvent = { readonly at: number } & (
  | { readonly kind: 'picture' | 'on' | 'again' }
  /** @param drawing a line is on its way to labels */
  | { readonly kind: 'tick'; readonly drawing: boolean }
  | { readonly kind: 'end'; readonly end: Exclude<End, 'time'> }
);

/** Milliseconds to hold still, and to read that all is forgotten. */
const STILL_MS = 3000;
const OVER_MS = 5000;

export const BEGINNING: Minute = { phase: 'opening', until: null, end: null };

/** What the large button leads to. */
const ONWARD: Readonly<Partial<Record<Phase, Phase>>> = { show: 'still', thing: 'rest', rest: 'watch' };

/**
 * The guided minute, without clock or timer.
 * @param watch milliseconds of watching
 * @returns the same one where nothing comes of the event
 */
export function follow(minute: Minute, event: MinuteEvent, watch: number): Minute {
  const { phase, until } = minute;
  const { at } = event;
  if (phase === 'over') return minute;
  switch (event.kind) {
    case 'picture':
      return phase === 'opening' ? enter('show') : minute;
    case 'on': {
      const next = ONWARD[phase];
      if (next === 'still') return enter(next, at + STILL_MS);
      return next ? enter(next, next === 'watch' ? at + watch : null) : minute;
    }
    case 'again':
      return phase === 'thing' || phase === 'rest' ? enter('show') : minute;
    case 'tick':
      if (until === null || at < until || event.drawing) return minute;
      return phase === 'still' ? enter('thing') : over('time', at);
    case 'end':
      // whoever watches touches nothing
      return event.end === 'alone' && phase === 'watch' ? minute : over(event.end, at);
  }
}

/** Whole seconds until it ends by itself; null: it does not. */
export function secondsLeft({ until }: Minute, at: number): number | null {
  return until === null ? null : Math.max(0, Math.ceil((until - at) / 1000));
}

function enter(phase: Phase, until: number | null = null): Minute {
  return { phase, until, end: null };
}

function over(end: End, at: number): Minute {
  return { phase: 'over', until: at + OVER_MS, end };
}
