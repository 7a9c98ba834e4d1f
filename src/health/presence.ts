import type { HealthLine } from '../shared/kiosk/health-lines.ts';
import { SILENCE } from '../shared/kiosk/runs.ts';
import { duration } from './format.ts';
import { stateWords } from './words.ts';

export interface Presence {
  readonly running: boolean;
  readonly words: string;
}

/** Whether a screen was running when its log was read. @param now milliseconds since the epoch */
export function presenceOf(lines: readonly HealthLine[], now: number): Presence {
  const last = lines.at(-1);
  if (!last) return { running: false, words: 'Nothing has been logged since it was cleared' };
  const ago = Math.max(0, now - last.time);
  if (ago > SILENCE) return { running: false, words: `Not heard of for ${duration(ago)}` };
  const change = lines.findLast((line) => line.kind === 'state' || line.kind === 'started');
  const state = change?.kind === 'state' ? change.state : change ? 'starting' : null;
  return { running: true, words: state === null ? 'It runs' : `It runs: ${stateWords(state)}` };
}
