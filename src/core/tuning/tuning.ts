import type { LabelMap } from '../labels/label-map.ts';
import { MOST_AT_ONCE } from './memory.ts';
import type { Backend } from './backend.ts';
import { RUNTIME_TITLES, type RuntimeName } from './runtime.ts';

/** Of a network's numbers while it runs. */
export type Precision = 'float32' | 'float16';

/** One way to run a model. */
export interface Candidate {
  readonly backend: Backend;
  readonly runtime: RuntimeName;
  /** Of WASM; on the GPU they serve the few nodes that are left to the CPU. */
  readonly threads: number;
  readonly precision: Precision;
  /** A run is recorded once and replayed; WebGPU only. */
  readonly capture: boolean;
}

/** What decides which candidates there are. */
export interface Machine {
  readonly cores: number;
  /** Whether threads may share memory. */
  readonly isolated: boolean;
  /** Cores left to the browser. */
  readonly spare: number;
  readonly adapter: AdapterFacts | null;
}

export interface AdapterFacts {
  readonly name: string;
  readonly software: boolean;
  /** Has `shader-f16`. */
  readonly float16: boolean;
}

/** What a result holds for: with any other value it is measured anew. */
export interface TuningIdentity {
  readonly app: string;
  readonly runtime: string;
  readonly sha256: string;
  readonly adapter: string;
  readonly cores: number;
  readonly isolated: boolean;
  readonly spare: number;
  readonly agent: string;
}

/** What came of one candidate. */
export interface Trial {
  readonly candidate: Candidate;
  /** Of a run once warm: the lower quartile; null where it did not run. */
  readonly milliseconds: number | null;
  /** Share of the test picture's pixels that get the class they get on WASM. */
  readonly agreement: number | null;
  /** Why it may not be used; null: it may. */
  readonly rejected: string | null;
}

/** What a candidate did with the test picture. */
export interface TrialOutcome {
  /** The classes of the model's own grid. */
  readonly labels: LabelMap;
  /** Some scores were no number. */
  readonly broken: boolean;
  /** Of a run once warm, the lower quartile. */
  readonly milliseconds: number;
  /** Why a run is not recorded although the candidate says so; null: it is, or was not to be. */
  readonly note: string | null;
}

export interface Tuning {
  readonly identity: TuningIdentity;
  readonly winner: Candidate;
  /** A sentence for the visitor. */
  readonly reason: string;
  readonly trials: readonly Trial[];
}

/** Candidates that label fewer pixels as WASM does are wrong, not just rounded differently. */
const LEAST_AGREEMENT = 0.995;
/** How much faster another candidate must be to take the place of the first choice: less is noise. */
const WORTH_A_CHANGE = 0.9;
const MOST_THREADS = 4;

/** Threads WASM gets where nothing was measured: more than four do not pay for small models. */
export function usualThreads({ cores, isolated, spare }: Pick<Machine, 'cores' | 'isolated' | 'spare'>): number {
  return isolated ? Math.max(1, Math.min(MOST_THREADS, cores - spare)) : 1;
}

/** What WASM is measured against, and what always works. */
export function firstChoice(machine: Machine): Candidate {
  return { backend: 'wasm', runtime: 'ort', threads: usualThreads(machine), precision: 'float32', capture: false };
}

/** How a model can be run, whatever the machine. */
export interface Runnable {
  /** What takes one of its files, by backend; what is tried first stands first. */
  readonly runtimes: Readonly<Record<Backend, readonly RuntimeName[]>>;
  /** It has a file for it. */
  readonly float16: boolean;
}

/**
 * Every way worth a try, the first choice first. A software adapter never beats WASM and is left out.
 * @param software try a software adapter all the same, as tests do
 */
export function candidatesFor(machine: Machine, { runtimes, float16 }: Runnable, software = false): Candidate[] {
  const first = firstChoice(machine);
  const counts = [1, 2, 3, MOST_THREADS].filter((threads) => threads < first.threads);
  const [own = [], ...others] = runtimes.wasm.map((runtime) =>
    [first.threads, ...counts.toReversed()].map((threads): Candidate => ({ ...first, runtime, threads })),
  );
  const { adapter } = machine;
  if (!adapter || (adapter.software && !software)) return [...own, ...others.flat()];
  const precisions: Precision[] = float16 && adapter.float16 ? ['float32', 'float16'] : ['float32'];
  const onGpu = runtimes.webgpu.flatMap((runtime) =>
    precisions.flatMap((precision) =>
      [true, false].map((capture): Candidate => ({ backend: 'webgpu', runtime, threads: 1, precision, capture })),
    ),
  );
  // what has to be fetched for that comes last: it may turn out not to be worth it
  return [...own, ...onGpu, ...others.flat()];
}

/** Those of them for which nothing else is fetched: of the library that the first choice runs in. */
export function atHand(candidates: readonly Candidate[]): Candidate[] {
  return candidates.filter(({ runtime }) => runtime === candidates[0]?.runtime);
}

/** Whether each of these was tried. */
export function covers({ trials }: Pick<Tuning, 'trials'>, candidates: readonly Candidate[]): boolean {
  return candidates.every((candidate) => trials.some((trial) => isSameCandidate(trial.candidate, candidate)));
}

/** So many times as fast as the first choice another way on the CPU never is. */
const OUT_OF_REACH = 3;

/**
 * Why a candidate need not be tried; null: it may win. Another library for the CPU, which is fetched for that, makes up for no graphics
 * adapter.
 * @param trials so far, the first choice first
 */
export function hopeless(candidate: Candidate, trials: readonly Trial[]): string | null {
  const [first] = trials;
  if (!first || candidate.backend !== 'wasm' || candidate.runtime === first.candidate.runtime) return null;
  const ahead = trials.find((trial) => trial.rejected === null && time(trial) * OUT_OF_REACH < time(first));
  return ahead ? `${describe(candidate)} is not tried: ${describe(ahead.candidate)} is out of its reach` : null;
}

/**
 * What a candidate's run is worth.
 * @param result or why there is none
 * @param reference classes of the same grid, as the first choice has them
 */
export function judge(candidate: Candidate, result: TrialOutcome | string, reference: LabelMap): Trial {
  if (typeof result === 'string') return { candidate, milliseconds: null, agreement: null, rejected: result };
  const { labels, broken, milliseconds, note } = result;
  let same = 0;
  for (let i = 0; i < labels.length; i += 1) if (labels[i] === reference[i]) same += 1;
  const agreement = labels.length === reference.length ? same / reference.length : 0;
  const trial = { candidate, milliseconds, agreement };
  if (broken) return { ...trial, rejected: `${describe(candidate)} gives scores that are no numbers` };
  if (agreement < LEAST_AGREEMENT) {
    const share = ((1 - agreement) * 100).toFixed(1);
    return { ...trial, rejected: `${describe(candidate)} labels ${share} % of a test picture otherwise` };
  }
  return { ...trial, rejected: note === null ? null : `${describe(candidate)}: ${note}` };
}

/**
 * The fastest candidate that may be used; the first choice where nothing is clearly faster.
 * @param trials of every candidate, the first choice first
 */
export function decide(trials: readonly Trial[]): Pick<Tuning, 'winner' | 'reason'> {
  const [first] = trials;
  if (!first) throw new Error('nothing was tried');
  const usable = trials.filter((trial) => trial.rejected === null && trial.milliseconds !== null);
  const fastest = usable.reduce((best, trial) => (time(trial) < time(best) ? trial : best), first);
  const winner = first.rejected === null && time(fastest) > time(first) * WORTH_A_CHANGE ? first : fastest;
  const others = usable.filter((trial) => trial !== winner).sort((a, b) => time(a) - time(b));
  const rejected = trials.filter((trial) => trial.rejected !== null);
  const verdict =
    winner === fastest
      ? `was the fastest of ${trials.length} ways tried here: ${figure(winner)}`
      : `stays: nothing tried here is clearly faster than its ${figure(winner)}`;
  return {
    winner: winner.candidate,
    reason: [
      `${describe(winner.candidate)} ${verdict}`,
      ...others.slice(0, 2).map((trial) => `${describe(trial.candidate)} ${figure(trial)}`),
      ...(rejected.length > 0 ? [`${rejected.length} not used (${rejected[0]?.rejected ?? ''})`] : []),
    ]
      .join(', ')
      .concat('.'),
  };
}

/**
 * What was measured for one frame at a time, read for many at once: there WebGPU has to be faster than as many sessions on
 * WASM as there are cores, together, and a session on WASM has one thread.
 * @param most sessions that the machine has memory for
 * @returns the measurement with what is fastest then as the winner; null: the first choice
 */
export function forManyAtOnce({ identity, trials }: Tuning, most = MOST_AT_ONCE): Tuning | null {
  const usable = trials.filter(({ rejected }) => rejected === null).sort((a, b) => time(a) - time(b));
  const alone = trials.filter(({ candidate: { backend, threads } }) => backend === 'wasm' && threads === 1);
  const [first] = alone;
  const onGpu = usable.find(({ candidate }) => candidate.backend === 'webgpu');
  if (!first) return null;
  const quickest = usable.find((trial) => alone.includes(trial)) ?? first;
  const onWasm = time(quickest) > time(first) * WORTH_A_CHANGE ? first : quickest;
  const sessions = Math.min(most, identity.cores);
  const winner = onGpu && time(onGpu) < time(onWasm) / sessions ? onGpu : onWasm;
  if (winner === first) return null;
  const reason =
    winner === onGpu
      ? `${describe(winner.candidate)} was measured as the fastest here for many frames: ${figure(winner)} each, ` +
        `${sessions} at once on WASM ${figure(onWasm)}.`
      : `${describe(winner.candidate)} was measured as the fastest here for many frames: ${figure(winner)} each, ` +
        `${describe(first.candidate)} ${figure(first)}.`;
  // one frame after the other is timed with a core left to the browser, which says nothing of either of these
  return { identity: { ...identity, spare: 0 }, winner: winner.candidate, reason, trials };
}

/** The library that was measured to be the fastest here with one thread of the CPU; null: the first choice, or nothing was. */
export function fastestOnOneThread({ trials }: Pick<Tuning, 'trials'>): RuntimeName | null {
  const [first, ...others] = trials.filter(
    ({ candidate: { backend, threads } }) => backend === 'wasm' && threads === 1,
  );
  if (!first) return null;
  const usable = others.filter(({ rejected }) => rejected === null).sort((a, b) => time(a) - time(b));
  const [quickest] = usable;
  return quickest && time(quickest) <= time(first) * WORTH_A_CHANGE ? quickest.candidate.runtime : null;
}

/** For people: "WASM with 2 threads", "LiteRT on WASM with 1 thread", "WebGPU in half precision, recorded". */
export function describe({ backend, runtime, threads, precision, capture }: Candidate): string {
  const where = runtime === 'ort' ? 'WASM' : `${RUNTIME_TITLES[runtime]} on WASM`;
  if (backend === 'wasm') return `${where} with ${threads} thread${threads === 1 ? '' : 's'}`;
  return `WebGPU${precision === 'float16' ? ' in half precision' : ''}${capture ? ', recorded' : ''}`;
}

export function isSameCandidate(a: Candidate, b: Candidate): boolean {
  return describe(a) === describe(b);
}

/** Whether what was measured holds, as far as these facts say. */
export function holdsFor(measured: TuningIdentity, facts: Partial<TuningIdentity>): boolean {
  const keys = Object.keys(facts) as (keyof TuningIdentity)[];
  return keys.every((key) => measured[key] === facts[key]);
}

function time({ milliseconds }: Trial): number {
  return milliseconds ?? Infinity;
}

function figure({ milliseconds }: Trial): string {
  return milliseconds === null ? 'not timed' : `${milliseconds.toFixed(1)} ms`;
}
