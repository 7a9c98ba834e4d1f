import { CommandError, EXIT } from '../terminal/command-error.ts';
import { sha256 } from '../results/digest.ts';

/** A part of a list that one of many processes takes. */
export interface Shard {
  /** From 0. */
  readonly index: number;
  readonly count: number;
  /** Where that is said, for people. */
  readonly from: string;
}

/** What engines set for a task of an array. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * `3/8`: the third of eight. Counted from 0 or from 1, as the caller does it: `0/8` and `8/8` are one and the same.
 * @throws CommandError
 */
export function parseShard(text: string): Shard {
  const [, index = '', count = ''] = /^(\d{1,9})\/(\d{1,9})$/.exec(text.trim()) ?? [];
  const [i, n] = [Number(index), Number(count)];
  if (index === '' || n < 1 || i > n) throw wrong('--shard', text, 'Give a part and how many there are, such as 3/8.');
  return { index: i % n, count: n, from: '--shard' };
}

/**
 * The shard that this process is, by what a cluster's engine says: Slurm's job arrays, indexed jobs of Kubernetes, array jobs of AWS Batch.
 * null: it is alone.
 * @param completions how many an indexed job has: Kubernetes does not tell its pods; AWS Batch does not either
 * @throws CommandError where an engine says one thing and leaves out the other
 */
export function shardOf(environment: Environment, completions: number | null): Shard | null {
  const { SLURM_ARRAY_TASK_ID, SLURM_ARRAY_TASK_COUNT, SLURM_ARRAY_TASK_MIN, SLURM_ARRAY_TASK_STEP } = environment;
  if (SLURM_ARRAY_TASK_ID !== undefined && SLURM_ARRAY_TASK_COUNT !== undefined) {
    const count = whole('SLURM_ARRAY_TASK_COUNT', SLURM_ARRAY_TASK_COUNT);
    const place = whole('SLURM_ARRAY_TASK_ID', SLURM_ARRAY_TASK_ID) - whole('', SLURM_ARRAY_TASK_MIN ?? '0');
    const index = place / (Number(SLURM_ARRAY_TASK_STEP ?? 1) || 1);
    // an array of “0-7” that one task was taken out of: what is left does not number the whole
    if (!Number.isInteger(index) || index < 0 || index >= count) {
      throw wrong('SLURM_ARRAY_TASK_ID', SLURM_ARRAY_TASK_ID, 'Say which part it is with --shard, such as 3/8.');
    }
    return { index, count, from: 'SLURM_ARRAY_TASK_ID' };
  }
  return (
    counted('JOB_COMPLETION_INDEX', environment, completions ?? given(environment['JOB_COMPLETIONS'])) ??
    counted('AWS_BATCH_JOB_ARRAY_INDEX', environment, completions ?? given(environment['AWS_BATCH_JOB_ARRAY_SIZE']))
  );
}

/** Whether a video is this shard's: by a hash of its name, so that every process decides alike, whatever list it was given. */
export function isMine(name: string, { index, count }: Pick<Shard, 'index' | 'count'>): boolean {
  return Number(BigInt(`0x${sha256(name).slice(0, 16)}`) % BigInt(count)) === index;
}

function counted(variable: string, environment: Environment, count: number | null): Shard | null {
  const text = environment[variable];
  if (text === undefined) return null;
  const index = whole(variable, text);
  if (count === null) {
    throw new CommandError(
      `${variable} says which part of the list this is, but not of how many.`,
      'Give --completions with the number of parts.',
      EXIT.usage,
    );
  }
  if (index >= count) throw wrong(variable, text, `There are only ${count} parts, and they count from 0.`);
  return { index, count, from: variable };
}

function given(text: string | undefined): number | null {
  return text === undefined ? null : whole('', text);
}

function whole(variable: string, text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text)) return value;
  throw wrong(variable, text, 'It is a whole number.');
}

function wrong(what: string, text: string, remedy: string): CommandError {
  return new CommandError(`${what} cannot be ${JSON.stringify(text)}.`, remedy, EXIT.usage);
}
