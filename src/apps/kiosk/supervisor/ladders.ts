import type { FaultKind, Remedy } from './health.ts';
import type { Part } from './supervision.ts';

/** What may be tried now. */
export interface Allowed {
  readonly reload: boolean;
  /** The street is not standing in yet, and could. */
  readonly standIn: boolean;
}

const WORKER: readonly Remedy[] = ['new-worker', 'new-worker', 'other-backend', 'reload'];

/** From mild to strong. When all were tried, the strong ones come again, one after another, for good. */
const LABELLING: Readonly<Partial<Record<FaultKind, readonly Remedy[]>>> = {
  'no-frames': ['restart-source', 'new-worker', 'other-backend', 'reload'],
  inference: ['new-session', 'new-worker', 'other-backend', 'reload'],
  gpu: ['new-device', 'new-worker', 'other-backend', 'reload'],
};

const CARE: Readonly<Partial<Record<FaultKind, readonly Remedy[]>>> = { memory: ['hot-swap', 'reload'] };

/** A source is asked for again and again, which costs little. Every eighth time the street is asked to stand in. */
const STAND_IN = { every: 8, first: 6 };
const RELOAD_EVERY = 24;

/** Attempts after which everything has been tried once. */
export const EXHAUSTED = 8;

/** @param tries attempts before this one, since all was well */
export function remedyFor(part: Part, fault: FaultKind, tries: number, allowed: Allowed): Remedy {
  if (part === 'source') return sourceRemedy(tries, allowed);
  const ladder = part === 'care' ? (CARE[fault] ?? ['hot-swap']) : (LABELLING[fault] ?? WORKER);
  const wanted = ladder[tries < ladder.length ? tries : ladder.length - 1 - (tries % Math.min(3, ladder.length))];
  if (wanted && (wanted !== 'reload' || allowed.reload)) return wanted;
  return part === 'care' ? 'hot-swap' : 'new-worker';
}

function sourceRemedy(tries: number, { reload, standIn }: Allowed): Remedy {
  if (standIn && tries % STAND_IN.every === STAND_IN.first) return 'other-source';
  if (standIn && reload && tries % RELOAD_EVERY === RELOAD_EVERY - 1) return 'reload';
  return 'restart-source';
}

/** How long an attempt may take, milliseconds: past that it has failed. */
export const ATTEMPT_LIMIT: Readonly<Record<Remedy, number>> = {
  'restart-source': 10_000,
  'other-source': 20_000,
  'new-session': 15_000,
  'new-device': 20_000,
  'hot-swap': 60_000,
  'new-worker': 30_000,
  'other-backend': 30_000,
  reload: 15_000,
};

/** The first attempts, then ever fewer of a part that keeps failing: the log is to hold weeks. */
const LOGGED_TRIES = 6;

export function isLogged(tries: number): boolean {
  return tries <= LOGGED_TRIES || Number.isInteger(Math.log2(tries));
}
