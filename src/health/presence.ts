import type { HealthLine } from '../shared/kiosk/health-lines.ts';
import { SILENCE } from '../shared/kiosk/runs.ts';
import { duration } from './format.ts';
import { stateWords } from './words.ts';

export interface Presence {
  readonly running: boolean;
  readonly words: string;
}

/**
 * Whether a screen was running when its log was read.
 * @param now milliseconds since the epoch
 * @param exported it was then that the log was written to a file
 */
export function presenceOf(lines: readonly HealthLine[], now: number, exported: boolean): Presence {
  const when = exported ? ' when this was exported' : '';
  const last = lines.at(-1)?.time ?? -Infinity;
  if (now - last > SILENCE) return { running: false, words: `Not heard of for ${duration(now - last)}${when}` };
  const change = lines.findLast((line) => line.kind === 'state' || line.kind === 'started');
  const state = change?.kind === 'state' ? change.state : change ? 'starting' : null;
  const words = exported ? `It ran${when}` : 'It runs';
  return { running: true, words: state === null ? words : `${words}: ${stateWords(state)}` };
}
