import { throwIfAborted } from '../core/errors/errors.ts';
import type { Tunable } from '../protocol/live.ts';
import { WorkerLink } from '../link/worker-link.ts';
import { Worker } from '../platform/start-worker.ts';
import type { TrialOptions, TrialResult, TunerApi } from '../protocol/tuner.ts';
import {
  covers,
  decide,
  holdsFor,
  hopeless,
  isSameCandidate,
  judge,
  type Candidate,
  type Trial,
  type Tuning,
} from '../core/tuning/tuning.ts';
import { betterOf, undecided } from '../core/tuning/run-off.ts';
import { recall, remember } from './tuning-store.ts';

export interface TuneOptions extends Omit<TrialOptions, 'candidate'> {
  readonly tunable: Omit<Tunable, 'why'>;
  readonly signal: AbortSignal;
}

/** A software adapter takes up to 10 s for its first frame, and one that hangs must not hold the rest up. */
const TRIAL_LIMIT_MS = 60_000;

/** What is being measured in this page, by the key that it will be remembered under. */
const measuring = new Map<string, Promise<Tuning>>();

/**
 * As `tune`, but for what others of this page have found out, or find out at this moment.
 * @param key what is found out is remembered under
 */
export async function tuneOnce(key: string, options: TuneOptions): Promise<Tuning> {
  const { identity, candidates } = options.tunable;
  const found = recall(key);
  const known = found && holdsFor(found.identity, identity) ? found : null;
  if (known && covers(known, candidates)) return known;
  const others = measuring.get(key);
  if (others) {
    // whoever measures may be closed meanwhile
    await others.catch(() => undefined);
    throwIfAborted(options.signal);
    return tuneOnce(key, options);
  }
  const own = tune(options, known);
  measuring.set(key, own);
  try {
    const tuning = await own;
    remember(key, tuning);
    return tuning;
  } finally {
    measuring.delete(key);
  }
}

/**
 * Tries every candidate in the background, one after the other, each in a worker of its own that ends with it, those that are nearly as
 * fast as the fastest twice, and decides.
 * The first one is what the others must agree with.
 * @param known what was found out of some of them before, which holds; it is not tried again but for the first one and the winner
 * @throws PerPixelError `aborted`, and what went wrong with the first candidate
 */
export async function tune({ tunable, signal, ...options }: TuneOptions, known: Tuning | null = null): Promise<Tuning> {
  const { identity, candidates } = tunable;
  const [first, ...others] = candidates;
  if (!first) throw new Error('there is nothing to try');
  const reference = await tryOut(first);
  const trials: Trial[] = [judge(first, reference, reference.labels)];
  for (const candidate of others) {
    const before = known?.trials.find((trial) => isSameCandidate(trial.candidate, candidate));
    const won = known !== null && isSameCandidate(known.winner, candidate);
    trials.push(before && !won ? before : await triedOut(candidate));
  }
  // the other way round, so that what slows the machine for a while does not slow the same ones again
  for (const trial of undecided(trials).toReversed()) {
    const again = judge(trial.candidate, await tryOut(trial.candidate).catch(whyNot), reference.labels);
    trials[trials.indexOf(trial)] = betterOf(trial, again);
  }
  return { identity, ...decide(trials), trials };

  async function triedOut(candidate: Candidate): Promise<Trial> {
    const why = hopeless(candidate, trials);
    const result = why ?? (await tryOut(candidate).catch(whyNot));
    return judge(candidate, result, reference.labels);
  }

  function whyNot(thrown: unknown): string {
    throwIfAborted(signal);
    return String(thrown instanceof Error ? thrown.message : thrown);
  }

  async function tryOut(candidate: Candidate): Promise<TrialResult> {
    const worker = new Worker(new URL('../../workers/entries/tuner.worker.ts', import.meta.url), {
      type: 'module',
      name: 'perpixel tuner',
    });
    const crashed = (why: string): Error => new Error(why);
    const link = new WorkerLink<TunerApi, Error>(worker, { kind: 'tuner', stallAfter: TRIAL_LIMIT_MS, crashed });
    try {
      return await link.call((api) => api.trial({ ...options, candidate }), { signal });
    } finally {
      link.end(new Error('it was tried'));
    }
  }
}
