import type { HealthLine } from './log/health-lines.ts';
import { SILENCE } from './log/runs.ts';
import { duration } from './format.ts';
import { stateWords } from './words.ts';

export interface Presence {
  /** It may well run. */
  readonly running: boolean;
  readonly words: string;
}

/**
 * When a screen was last heard of: one that was closed a moment ago looks as one that runs.
 * @param now milliseconds since the epoch: when its log was read
 * @param exported it was then that the log was written to a file
 */
export function presenceOf(lines: readonly HealthLine[], now: number, exported: boolean): Presence {
  const ago = Math.max(0, now - (lines.at(-1)?.time ?? -Infinity));
  if (ago > SILENCE) {
    return { running: false, words: `Not heard of for ${duration(ago)}${exported ? ' when this was exported' : ''}` };
  }
  const words = `Heard of ${duration(ago)} ${exported ? 'before this was exported' : 'ago'}`;
  const change = lines.findLast((line) => line.kind === 'state' || line.kind === 'started');
  const state = change?.kind === 'state' ? change.state : change ? 'starting' : null;
  return { running: true, words: state === null ? words : `${words}: ${stateWords(state)}` };
}
